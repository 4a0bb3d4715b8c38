import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cached, progress } from './cache.ts';
import { type RunResult, run, runOrThrow } from './run.ts';

/** Programs that are built from one version of one Go module. */
export interface GoModule {
  readonly module: string;
  readonly version: string;
  /** Program name to the import path of its main package. */
  readonly programs: Readonly<Record<string, string>>;
  /** The version that stands for a dependency which the module replaces by a folder of its own repository. */
  readonly siblings?: string;
  /** Build tags. */
  readonly tags?: readonly string[];
  /** `-X` settings of the linker: variable to value. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Why programs cannot be built here, or undefined where a Go toolchain answers. */
export async function goMissing(): Promise<string | undefined> {
  const missing = 'no Go toolchain on PATH';
  const answer: RunResult | undefined = await run('go', ['version']).catch(() => undefined);
  return answer?.code === 0 ? undefined : missing;
}

/** The name of the cache folder that holds the programs of a module once they are built. */
export function cacheName({ module, version, programs }: GoModule): string {
  return `${module.replaceAll('/', '-')}@${version}-${Object.keys(programs).join('-')}`;
}

/** A folder of the cache with the built programs of `source`; built on first use, at low priority. */
export function fromGoModule(source: GoModule): Promise<string> {
  const { module, version, programs } = source;
  return cached(cacheName(source), async (folder) => {
    progress(`building ${Object.keys(programs).join(', ')} from the Go module ${module}@${version}`);
    const work = await mkdtemp(join(tmpdir(), 'go-build-'));
    try {
      await writeModule(source, work);
      for (const [program, main] of Object.entries(programs)) {
        await runOrThrow('nice', ['go', ...buildArgs(source, join(folder, program), main)], { cwd: work });
        await chmod(join(folder, program), 0o755);
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

/** The unpacked source of a Go module, in Go's own module cache (read-only). */
export async function goModuleSource(module: string, version: string): Promise<string> {
  const { stdout } = await runOrThrow('go', ['mod', 'download', '-json', `${module}@${version}`], {
    cwd: tmpdir(),
  });
  // the documented output of `go mod download -json`
  const { Dir } = JSON.parse(stdout) as { readonly Dir?: string };
  if (Dir === undefined) throw new Error(`go mod download ${module}@${version} named no folder: ${stdout}`);
  return Dir;
}

function buildArgs({ variables = {}, tags = [] }: GoModule, output: string, main: string): readonly string[] {
  const settings = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  return [
    'build',
    '-mod=mod',
    '-trimpath',
    ...(tags.length === 0 ? [] : ['-tags', tags.join(',')]),
    '-ldflags',
    ['-s', '-w', ...settings].join(' '),
    '-o',
    output,
    main,
  ];
}

/**
 * `go install x@version` refuses a module whose go.mod replaces dependencies. A module of our own that starts
 * from the same go.mod and go.sum builds the same versions.
 */
async function writeModule({ module, version, siblings }: GoModule, work: string): Promise<void> {
  const source = await goModuleSource(module, version);
  const original = await readFile(join(source, 'go.mod'), 'utf8');
  await mkdir(work, { recursive: true });
  await writeFile(join(work, 'go.mod'), standInModule({ original, module, version, siblings }));
  const sums = await readFile(join(source, 'go.sum'), 'utf8').catch(() => '');
  await writeFile(join(work, 'go.sum'), sums);
  await writeFile(join(work, 'README'), `stand-in to build ${basename(module)} ${version}\n`);
}

/** go.mod text that requires `module` and what it requires, with its own folders replaced by versions. */
export function standInModule(options: {
  readonly original: string;
  readonly module: string;
  readonly version: string;
  readonly siblings: string | undefined;
}): string {
  const { original, module, version, siblings } = options;
  const lines = original
    .replace(/^module .*$/m, 'module stand-in')
    .split('\n')
    .map((line) => replacedFolder(line, siblings))
    .filter((line): line is string => line !== undefined);
  return `${lines.join('\n')}\nrequire ${module} ${version}\n`;
}

function replacedFolder(line: string, siblings: string | undefined): string | undefined {
  const match = /^(\s*(?:replace\s+)?)(\S+)(?:\s+\S+)?\s+=>\s+\.{1,2}\/\S*/.exec(line);
  if (match === null) return line;
  return siblings === undefined ? undefined : `${match[1]}${match[2]} => ${match[2]} ${siblings}`;
}
