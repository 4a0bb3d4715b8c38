import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { type Target, targetsOf } from '../../synth/delivery/target.ts';
import type { Release } from '../../synth/platform/names/releases.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { valuesFiles } from '../../synth/releases/values-files.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { type Helm, helms, runHelm } from '../tools/helm.ts';
import { builtImage, serviceValues, stubImage } from './known/werf-service-values.ts';
import { withUmbrella } from './with-umbrella.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const platforms = await platformFiles();
const programs = await helms();
const kubernetes = '1.31.0';

function ownReleases({ installation }: Target): readonly Release[] {
  return installation.names.releases.filter(({ chart }) => chart.kind === 'folder');
}

describe.each([...platforms])('the umbrellas of the platform %s', (_, platform) => {
  const targets = targetsOf(platform);
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umbrella-'));
    await symlink(join(root, 'charts'), join(folder, 'charts'));
    const files = [
      ...synthesizeValues(platform),
      ...(await synthesizeDelivery(platform)),
      ...(await synthesizeDelivery(withUmbrella(platform))),
    ];
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The objects of a render in a fixed order. */
  async function objects(helm: Helm, { name, namespace }: Release, chart: string, values: readonly string[]) {
    const { code, stdout, stderr } = await runHelm(
      helm,
      [
        ...['template', name, chart, '--namespace', namespace, '--kube-version', kubernetes],
        ...values.flatMap((path) => ['-f', path]),
      ],
      { cwd: folder },
    );
    expect(code, `${helm.name} ${chart} ${values.join(' ')}\n${stderr}`).toBe(0);
    return parseAllDocuments(stdout)
      .map((document) => document.toJS())
      .filter((object) => object !== null)
      .map((object) => [`${object.kind} ${object.metadata.name}`, object] as const)
      .toSorted(([one], [other]) => one.localeCompare(other));
  }

  async function written(name: string, content: object): Promise<string> {
    await writeFile(join(folder, name), JSON.stringify(content));
    return name;
  }

  /** Values files of the umbrella beside its own values.yaml, as the script names them. */
  async function umbrellaValues({ id }: Release, { label }: Target): Promise<readonly string[]> {
    const script = await readFile(join(folder, `ci/werf/${label}.sh`), 'utf8');
    return [...new Set(script.match(new RegExp(`(?<=--values )ci/werf/${id}/\\S+`, 'g')))];
  }

  /** What helmfile would hand to helm. */
  async function helmfileValues({ name }: Release, { label }: Target): Promise<readonly string[]> {
    const { releases } = parse(await readFile(join(folder, `ci/helmfile/${label}.yaml`), 'utf8'));
    const { values } = releases.find((each: { readonly name: string }) => each.name === name);
    return values.map((path: string) => join('ci/helmfile', path));
  }

  test.each(targets.map((target) => [target.label, target] as const))(
    'render for %s what values files, helmfile and werf without an umbrella do',
    async (label, target) => {
      for (const release of ownReleases(target)) {
        const { id, namespace } = release;
        const [chart, around] = [`charts/${id}`, `ci/werf/${id}/.helm`];
        const reporter = id === 'sentry-kubernetes';
        const files = valuesFiles(release, target.installation);
        const nested = await umbrellaValues(release, target);
        expect(nested.length).toBe(target.installation.environment === undefined ? 0 : 1);
        const bundle = await written(
          `${id}-bundle.json`,
          reporter ? { [id]: { bundle: { enabled: true } } } : {},
        );
        const service = await written(`${id}-service.json`, serviceValues(builtImage, namespace, label));
        const image = reporter ? ['ci/werf/image-values.yaml'] : [];

        for (const helm of programs) {
          const { code, stderr } = await runHelm(helm, ['dependency', 'build', around], { cwd: folder });
          expect(code, stderr).toBe(0);
          const [plain, inUmbrella, byHelmfile, werfInUmbrella, byWerf] = await Promise.all([
            objects(helm, release, chart, files),
            objects(helm, release, around, [...nested, bundle]),
            objects(helm, release, chart, await helmfileValues(release, target)),
            objects(helm, release, around, [...nested, service]),
            objects(helm, release, chart, [...files, ...image, service]),
          ]);
          expect(plain.length).toBeGreaterThan(3);
          expect(inUmbrella).toEqual(plain);
          expect(byHelmfile).toEqual(plain);
          expect(werfInUmbrella).toEqual(byWerf);
          if (reporter) expect(JSON.stringify(byWerf)).toContain(`"image":"${builtImage.ref}"`);
        }
      }
    },
    120_000,
  );
});

/** Values that werf hands on to the chart within, as values of the chart around it: helm reads past that key. */
function exported(chart: string, service: ReturnType<typeof serviceValues>): object {
  const [dependency] = parse(chart).dependencies;
  const at = (path: string) =>
    path.split('.').reduce<unknown>((value, key) => Object(value)[key], service) ?? `there is no ${path}`;
  const values: Record<string, Record<string, unknown>> = {};
  for (const { parent, child } of dependency['export-values']) {
    const [group = '', field = ''] = child.split('.');
    values[group] = { ...values[group], [field]: at(parent) };
  }
  return values;
}

describe('the chart around the reporter', async () => {
  const reference = platforms.get('reference');
  if (reference === undefined) throw new Error('there is no shipped platform file');
  const files = await synthesizeDelivery(withUmbrella(reference));
  const chart = files.get('ci/werf/sentry-kubernetes/.helm/Chart.yaml') ?? '';

  test.each([
    ['was built', builtImage],
    ['is a placeholder, as werf render and werf lint have it', stubImage],
  ])('hands on an image that the chart accepts: one that %s', async (_, image) => {
    const folder = await mkdtemp(join(tmpdir(), 'exported-'));
    try {
      const service = serviceValues(image, 'sentry-kubernetes', 'production');
      const { image: own, ...rest } = Object(exported(chart, service));
      expect(rest).toEqual({});
      const { registry, repository, tag } = image;
      expect(own).toEqual({ registry, repository, tag });
      const values = {
        ...service,
        image: own,
        bundle: { enabled: false },
        sentry: { existingSecret: 'dsn' },
      };
      await writeFile(join(folder, 'values.json'), JSON.stringify(values));
      for (const helm of programs) {
        const { code, stdout, stderr } = await runHelm(helm, [
          ...['template', 'reporter', join(root, 'charts/sentry-kubernetes'), '--kube-version', kubernetes],
          ...['-f', join(folder, 'values.json')],
        ]);
        expect(code, stderr).toBe(0);
        expect(stdout).toContain(`image: "${image.ref}"`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('has room for manifests of a team, with values of theirs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'room-'));
    try {
      await symlink(join(root, 'charts'), join(folder, 'charts'));
      const around = join(folder, 'ci/werf/sentry-kubernetes/.helm');
      await mkdir(join(around, 'templates'), { recursive: true });
      for (const [path, text] of files) {
        const [, name] = /^ci\/werf\/sentry-kubernetes\/\.helm\/(.*)$/.exec(path) ?? [];
        if (name !== undefined) await writeFile(join(around, name), text);
      }
      await writeFile(
        join(around, 'templates/mail.yaml'),
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: mail\nstringData:\n  password: {{ .Values.mail.password }}\n',
      );
      const service = serviceValues(builtImage, 'sentry-kubernetes', 'production');
      await writeFile(join(folder, 'v.json'), JSON.stringify({ ...service, mail: { password: 'theirs' } }));
      for (const helm of programs) {
        await runHelm(helm, ['dependency', 'build', around]);
        const args = [
          'template',
          'reporter',
          around,
          '-f',
          join(folder, 'v.json'),
          '--kube-version',
          kubernetes,
        ];
        const { code, stdout, stderr } = await runHelm(helm, args);
        expect(code, stderr).toBe(0);
        expect(stdout).toContain('password: theirs');
        expect(stdout).toContain('kind: Deployment');
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('has a lock that helm compares with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lock-'));
    try {
      await symlink(join(root, 'charts'), join(folder, 'charts'));
      const around = join(folder, 'ci/werf/sentry-kubernetes/.helm');
      await mkdir(around, { recursive: true });
      const lock = files.get('ci/werf/sentry-kubernetes/.helm/Chart.lock') ?? '';
      await writeFile(join(around, 'Chart.yaml'), chart);
      for (const helm of programs) {
        await writeFile(join(around, 'Chart.lock'), lock.replace(/[0-9a-f]{8}$/m, '00000000'));
        const wrong = await runHelm(helm, ['dependency', 'build', around]);
        expect(wrong.stderr).toContain('out of sync');
        await writeFile(join(around, 'Chart.lock'), lock);
        const right = await runHelm(helm, ['dependency', 'build', around]);
        expect(right.code, right.stderr).toBe(0);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
