import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const entry = fileURLToPath(new URL('../../reporter/main.ts', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The first lines of the bundle: where it comes from, and `require` for the CommonJS parts in it. */
const banner = `// The reporter of sentry-k8s, bundled from reporter/ by \`npm run synth\`.
import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

/**
 * The reporter as one ES module. The Kubernetes client stays outside: only the prebuilt image carries it, and
 * only for kubeconfig files. ASCII only, so that the text survives as a literal block of a ConfigMap.
 */
export async function bundleReporter(): Promise<string> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    charset: 'ascii',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    legalComments: 'none',
    external: ['@kubernetes/client-node'],
    banner: { js: banner },
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error('bundling the reporter gave no file');
  return file.text.replace(/[ \t]+$/gm, '');
}
