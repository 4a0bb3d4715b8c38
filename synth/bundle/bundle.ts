import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.ts';
import { lazyBuiltIns } from './lazy-built-ins.ts';
import { unusedParts } from './unused-parts.ts';

export interface Bundle {
  /** One ES module; ASCII only, so that it survives as a literal block of a ConfigMap. */
  readonly program: string;
  /** The files it is made of, relative to the package. */
  readonly inputs: readonly string[];
}

export interface BundleOptions {
  /** The program's main file, relative to the package. */
  readonly entry: string;
  /** The first lines of the bundle: where it comes from. */
  readonly banner: string;
  /** Packages that stay outside. */
  readonly external?: readonly string[];
  /** `readable` keeps names and lines, for a program that people want to read before they run it. */
  readonly form: 'small' | 'readable';
}

/** Bundles a program of the sources. esbuild is loaded here, because the published package does without it. */
export async function bundle({ entry, banner, external = [], form }: BundleOptions): Promise<Bundle> {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(packageRoot),
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    charset: 'ascii',
    minify: form === 'small',
    legalComments: 'none',
    external: [...external],
    // A program that is read before it is run keeps its imports as they are.
    plugins: form === 'small' ? [lazyBuiltIns, unusedParts] : [],
    banner: { js: banner },
    // The SDK's debug output, which nobody reads, throws and catches an error for each event.
    define: { __SENTRY_DEBUG__: 'false', __SENTRY_TRACING__: 'false' },
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`bundling ${entry} gave no file`);
  return { program: file.text.replace(/[ \t]+$/gm, ''), inputs: Object.keys(metafile.inputs) };
}
