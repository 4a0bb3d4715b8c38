import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { targetsOf } from '../../synth/delivery/target.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { valuesFiles } from '../../synth/releases/values-files.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { goTool } from '../tools/go-tools.ts';
import { helms, runHelm } from '../tools/helm.ts';
import { run } from '../tools/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const helmfile = await goTool('helmfile');
if (helmfile.state === 'missing') process.stderr.write(`\n[delivery] SKIPPED: ${helmfile.reason}\n\n`);
const [, helm] = await helms();
const kubernetes = ['--kube-version', '1.31.0'];

interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly version?: string;
  readonly needs?: readonly string[];
  readonly values: readonly object[];
}

describe.skipIf(helmfile.state === 'missing').each([...(await platformFiles())])(
  'the real helmfile, for the platform %s',
  (_, platform) => {
    const targets = targetsOf(platform).map((target) => [target.label, target] as const);
    let folder: string;
    let values: ReadonlyMap<string, string>;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'helmfile-'));
      await symlink(join(root, 'charts'), join(folder, 'charts'));
      values = synthesizeValues(platform);
      for (const [path, text] of [...values, ...(await synthesizeDelivery(platform))]) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
    });

    afterAll(() => rm(folder, { recursive: true, force: true }));

    async function call(...args: readonly string[]) {
      if (helmfile.state === 'missing') throw new Error(helmfile.reason);
      const home = join(folder, 'home');
      const { code, stdout, stderr } = await run(helmfile.path, ['--helm-binary', helm.path, ...args], {
        cwd: folder,
        env: { HOME: home, HELMFILE_UPGRADE_NOTICE_DISABLED: '1', KUBECONFIG: join(home, 'none') },
      });
      expect(code, `helmfile ${args.join(' ')}\n${stderr}`).toBe(0);
      return stdout;
    }

    test.each(targets)(
      'reads every release of %s with the values of every other way',
      async (label, target) => {
        const releases = target.installation.names.releases;
        const one = await call('-f', `ci/helmfile/${label}.yaml`, 'build', '--embed-values');
        const chosen = await call(
          '-f',
          'ci/helmfile/helmfile.yaml.gotmpl',
          '-e',
          label,
          'build',
          '--embed-values',
        );
        const built: readonly Release[] = parse(one).releases;
        expect(parse(chosen).releases).toEqual(built);
        expect(built.length).toBe(releases.length);
        for (const [index, { name, namespace, chart, ...release }] of releases.entries()) {
          const files = valuesFiles({ name, namespace, chart, ...release }, target.installation);
          const before = releases[index - 1];
          expect(built[index]).toMatchObject({
            name,
            namespace,
            chart: chart.kind === 'folder' ? `../../${chart.path}` : `${chart.repository}/${chart.name}`,
            ...(chart.kind === 'folder' ? {} : { version: chart.version }),
            ...(before === undefined ? {} : { needs: [`${before.namespace}/${before.name}`] }),
            values: files.map((path) => parse(values.get(path) ?? '', { version: '1.1' }) ?? {}),
          });
        }
      },
    );

    test.each(targets)('renders for %s the objects that plain values give', async (label, target) => {
      for (const release of target.installation.names.releases) {
        const { name, namespace, chart } = release;
        if (chart.kind !== 'folder') continue;
        const byHelmfile = await call(
          ...['-f', `ci/helmfile/${label}.yaml`, '--selector', `name=${name}`],
          ...['template', '--skip-deps', '--skip-needs', ...kubernetes],
        );
        const plain = await runHelm(
          helm,
          [
            ...['template', name, resolve(folder, chart.path), '--namespace', namespace, ...kubernetes],
            ...valuesFiles(release, target.installation).flatMap((path) => ['-f', path]),
          ],
          { cwd: folder },
        );
        const objects = (text: string) =>
          parseAllDocuments(text).flatMap((document) => document.toJS() ?? []);
        expect(objects(plain.stdout).length).toBeGreaterThan(3);
        expect(objects(byHelmfile)).toEqual(objects(plain.stdout));
      }
    });
  },
);
