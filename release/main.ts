/** The command behind `npm run release`: cuts a version, or writes and pushes the files of the current one. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { parseChangelog } from '../synth/chart/changelog.ts';
import { billOfMaterials, packCharts, packNpm, type Signing } from './archives.ts';
import { checksums } from './checksums.ts';
import { cutRelease, versionModule } from './cut.ts';
import { createRun, ReleaseError } from './run.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const progress = (text: string) => process.stdout.write(`${text}\n`);

const program = new Command('release').description('make releases of this project').showHelpAfterError();

program
  .command('cut <version>')
  .description('give what CHANGELOG.md holds as unreleased a version, and the package and charts with it')
  .option('--date <date>', 'day of the release', new Date().toISOString().slice(0, 10))
  .action(async (version: string, { date }: { readonly date: string }) => {
    const run = createRun('helm', root);
    const path = join(root, 'CHANGELOG.md');
    const changelog = cutRelease(await readFile(path, 'utf8'), version, date);
    await run('npm', ['version', version, '--no-git-tag-version', '--allow-same-version']);
    await writeFile(path, changelog);
    await writeFile(
      join(root, 'reporter/version.ts'),
      versionModule(await readFile(join(root, 'reporter/version.ts'), 'utf8'), version),
    );
    await run('npm', ['run', 'synth']);
    progress(`Cut ${version}. Next: read git diff, commit, tag v${version}, then npm run release -- files`);
  });

interface FilesOptions {
  readonly out: string;
  readonly helm: string;
  readonly key?: string;
  readonly keyring?: string;
  readonly push?: string;
}

program
  .command('files')
  .description(
    'write the archives, the bill of materials and their checksums; push the charts when told where',
  )
  .option('--out <folder>', 'an empty or new folder', 'release-files')
  .option('--helm <program>', 'helm 4', 'helm')
  .option('--key <name>', 'PGP key that signs the charts')
  .option('--keyring <file>', 'keyring that holds the key')
  .option('--push <url>', 'OCI repository for the charts, such as oci://HOST/charts')
  .action(async (options: FilesOptions) => {
    const out = resolve(options.out);
    const run = createRun(options.helm, root);
    await mkdir(out, { recursive: true });
    if ((await readdir(out)).length > 0) throw new ReleaseError(`${out} is not empty: name a new folder`);
    if ((await run('git', ['status', '--porcelain'])) !== '') {
      throw new ReleaseError('there are uncommitted changes: a release is made of a commit');
    }
    await run('npm', ['run', 'synth', '--', '--check']);
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const notes = parseChangelog(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).find(
      (section) => section.version === version,
    );
    if (notes === undefined) {
      throw new ReleaseError(`CHANGELOG.md has no section ${version}: npm run release -- cut ${version}`);
    }
    const names = await packCharts(run, { charts: join(root, 'charts'), out, signing: signingOf(options) });
    progress(`packed ${names.join(', ')}`);
    await packNpm(run, out);
    progress('packed the npm package');
    await writeFile(join(out, `sentry-k8s-${version}.cdx.json`), await billOfMaterials(run));
    await writeFile(join(out, `notes-${version}.md`), `${notes.text}\n`);
    await writeFile(join(out, 'SHA256SUMS'), await checksums(out));
    for (const name of options.push === undefined ? [] : names) {
      await run('helm', ['push', join(out, `${name}-${version}.tgz`), options.push ?? '']);
      progress(`pushed ${name} ${version}`);
    }
    progress(`Wrote ${out}.`);
  });

function signingOf({ key, keyring }: FilesOptions): Signing | undefined {
  if (key === undefined && keyring === undefined) return undefined;
  if (key === undefined || keyring === undefined) throw new ReleaseError('--key and --keyring go together');
  return { key, keyring };
}

await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof ReleaseError)) throw error;
  process.stderr.write(`release: ${error.message}\n`);
  process.exitCode = 1;
});
