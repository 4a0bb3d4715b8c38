import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isSource, packageRoot } from '../package-root.ts';
import { bundle } from './bundle.ts';
import { notices } from './notices.ts';

export interface ReporterBundle {
  /** The reporter as one ES module; ASCII only, so that it survives as a literal block of a ConfigMap. */
  readonly program: string;
  /** Licences of the packages inside it. */
  readonly licenses: string;
}

/** Bundled from the sources in a checkout; the published package carries the finished files instead. */
export async function reporterBundle(): Promise<ReporterBundle> {
  if (isSource()) return bundleReporter();
  const shipped = new URL('charts/sentry-kubernetes/files/', packageRoot);
  return {
    program: await readFile(new URL('reporter.mjs', shipped), 'utf8'),
    licenses: await readFile(new URL('reporter.mjs.LICENSE.txt', shipped), 'utf8'),
  };
}

/** The first lines of the bundle: where it comes from, and `require` for the CommonJS parts in it. */
const banner = `// The reporter of sentry-k8s, bundled from reporter/ by \`npm run synth\`; licences: reporter.mjs.LICENSE.txt
import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

/** The Kubernetes client stays outside: only the prebuilt image carries it, and only for kubeconfig files. */
async function bundleReporter(): Promise<ReporterBundle> {
  const { program, inputs } = await bundle({
    entry: 'reporter/main.ts',
    banner,
    external: ['@kubernetes/client-node'],
    form: 'small',
  });
  return { program, licenses: await notices(fileURLToPath(packageRoot), inputs) };
}
