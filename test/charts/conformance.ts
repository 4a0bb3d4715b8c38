import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../synth/values/json.ts';
import { leaves } from '../../synth/values/leaves.ts';
import type { Values } from '../../synth/values/spec.ts';
import { defaultsOf } from '../../synth/values/values-yaml.ts';
import { type Helm, helms, runHelm } from '../tools/helm.ts';
import { kubeScore } from '../tools/kube-score.ts';
import { kubeconform } from '../tools/kubeconform.ts';
import { kubernetesVersions } from '../tools/kubernetes-schemas.ts';
import { forReview } from './golden.ts';
import { containersOf, duplicateListKeys, podSpecOf, restrictedViolations } from './pods.ts';
import { chartFolder, idOf, objectsOf, type Rendered, render, scenariosOf, template } from './render.ts';
import { closedObjects, openMaps } from './split-keys.ts';

export interface Conformance {
  readonly values: Values;
  /** The scenario with the least that a release needs. */
  readonly minimal: string;
  /** Kind of the object that carries the chart's whole name. */
  readonly main?: string;
  /** Templates that ask the cluster, with the reason; what they render must be the same without an answer. */
  readonly asking?: Readonly<Record<string, string>>;
  /** Scenarios that name the objects themselves, so that a second release would share them. */
  readonly named?: readonly string[];
  /** Looks at the custom resources that the schemas of Kubernetes do not know; gives what is wrong. */
  readonly foreign?: (object: Rendered) => readonly string[];
  /** Checks of kube-score that a scenario, or `*` for each, need not pass, with the reason. */
  readonly exceptions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What every chart of this project promises; run by each chart's own test file. */
export async function testChart(
  chart: string,
  {
    values,
    minimal,
    main = 'Deployment',
    named = [],
    asking = {},
    foreign = () => [],
    exceptions = {},
  }: Conformance,
): Promise<void> {
  const folder = chartFolder(chart);
  const scenarios = await scenariosOf(chart);
  const least = scenarios.get(minimal) ?? '';
  const schema: JsonSchema = JSON.parse(await readFile(join(folder, 'values.schema.json'), 'utf8'));
  let tools: readonly Helm[];
  let helm: Helm;
  const renders = new Map<string, { readonly text: string; readonly objects: readonly Rendered[] }>();
  const rendered = (scenario: string) => renders.get(scenario) ?? { text: '', objects: [] };

  beforeAll(async () => {
    tools = await helms();
    helm = tools.at(-1) as Helm; // helms() always names two
    for (const [scenario, file] of scenarios) {
      const text = await render(helm, chart, { values: [file] });
      renders.set(scenario, { text, objects: objectsOf(text) });
    }
  }, 120_000);

  describe('the chart as a package', () => {
    test('passes lint --strict by both helms, with its defaults and with every scenario', async () => {
      for (const tool of tools) {
        for (const file of [undefined, ...scenarios.values()]) {
          const { code, stdout, stderr } = await runHelm(tool, [
            'lint',
            '--strict',
            folder,
            ...(file ? ['-f', file] : []),
          ]);
          expect(code, `${tool.name} ${file}: ${stdout}${stderr}`).toBe(0);
        }
      }
    }, 60_000);

    test('comes with at least ten scenarios', () => {
      expect(scenarios.size).toBeGreaterThanOrEqual(10);
    });

    test('says in Chart.yaml what Helm and Artifact Hub ask for', async () => {
      const metadata = load(await readFile(join(folder, 'Chart.yaml'), 'utf8')) as Record<string, unknown>; // asserted below
      expect(metadata).toMatchObject({ apiVersion: 'v2', name: chart, type: 'application' });
      expect(metadata.version).toMatch(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/);
      expect(metadata.appVersion).toEqual(expect.any(String));
      expect(metadata.kubeVersion).toMatch(/^>=1\.\d+\.0-0$/);
      for (const key of ['description', 'home', 'icon', 'maintainers', 'keywords'])
        expect(metadata).toHaveProperty(key);
      const annotations = metadata.annotations as Record<string, string>; // asserted by the next lines
      expect(annotations).toHaveProperty(['artifacthub.io/license']);
      const changes = load(annotations['artifacthub.io/changes'] ?? '');
      expect(changes).toEqual(
        expect.arrayContaining([
          {
            kind: expect.stringMatching(/^(added|changed|deprecated|removed|fixed|security)$/),
            description: expect.any(String),
          },
        ]),
      );
    });

    test('is packed to the same bytes twice', async () => {
      const target = await mkdtemp(join(tmpdir(), 'package-'));
      const pack = async (name: string) => {
        const { code, stderr } = await runHelm(helm, ['package', folder, '-d', join(target, name)]);
        expect(code, stderr).toBe(0);
        const [file] = await readdir(join(target, name));
        return createHash('sha256')
          .update(await readFile(join(target, name, file ?? '')))
          .digest('hex');
      };
      expect(await pack('one')).toBe(await pack('two'));
      await rm(target, { recursive: true });
    });

    test('values.yaml, schema and README name the same values', async () => {
      expect(load(await readFile(join(folder, 'values.yaml'), 'utf8'))).toEqual(defaultsOf(values.members));
      const readme = await readFile(join(folder, 'README.md'), 'utf8');
      const rows = [...readme.matchAll(/^\| `([^`]+)` \| .* \| .* \|$/gm)].map((match) => match[1]);
      const paths = leaves(values.members).map(({ path }) => path);
      expect(rows.filter((row) => row !== undefined && paths.includes(row))).toEqual(paths);
      for (const path of paths) expect(schemaAt(schema, path), path).toBeDefined();
    });

    test('draws nothing at random, asks no cluster and reads no clock while rendering', async () => {
      for (const file of await readdir(join(folder, 'templates'), { recursive: true })) {
        if (!/\.(yaml|tpl|txt)$/.test(file)) continue;
        const text = await readFile(join(folder, 'templates', file), 'utf8');
        const actions = [...text.matchAll(/\{\{.*?\}\}/gs)].join('\n');
        expect(actions, file).not.toMatch(
          /\b(rand[A-Z]\w*|now|genCA|genSelfSignedCert|genPrivateKey|uuidv4)\b/,
        );
        if (!(file in asking)) expect(actions, file).not.toMatch(/\blookup\b/);
      }
    });

    test('leaves no token and no generator marker in any file', async () => {
      for (const file of await readdir(folder, { recursive: true })) {
        if (!/\.(yaml|tpl|txt|json|md)$/.test(file)) continue;
        expect(await readFile(join(folder, file), 'utf8'), file).not.toMatch(/[\ue000-\ue002]/);
      }
    });
  });

  describe.each([...scenarios.keys()])('with the values of %s', (scenario) => {
    test('both helms render the same, and each the same twice', async () => {
      const file = scenarios.get(scenario) ?? '';
      for (const tool of tools)
        expect(withoutBlankLines(await render(tool, chart, { values: [file] })), tool.name).toBe(
          withoutBlankLines(rendered(scenario).text),
        );
    });

    test('the render is the one that was reviewed', async () => {
      await expect(forReview(rendered(scenario).text)).toMatchFileSnapshot(
        `golden/${chart}/${scenario}.yaml`,
      );
    });

    test('nothing in it is null, unrendered, printed as Go data or ciphertext', () => {
      const text = forReview(rendered(scenario).text);
      expect(text).not.toMatch(/<no value>|%!|map\[|\d[eE]\+\d|1000[0-9a-f]{60}/);
      expect(nulls(rendered(scenario).objects)).toEqual([]);
    });

    test.for(kubernetesVersions)(
      'Kubernetes %s takes every object, with no field unknown to it',
      async (version, context) => {
        const checked = await kubeconform(rendered(scenario).text, version, { skip: foreignKinds });
        if (checked.state === 'missing') return context.skip(checked.reason);
        const own = rendered(scenario).objects.filter(({ kind }) => !foreignKinds.includes(kind));
        expect(checked.objects).toBeGreaterThanOrEqual(own.length);
        expect(checked.findings.filter(({ kind }) => !foreignKinds.includes(kind))).toEqual([]);
      },
    );

    test('custom resources hold nothing that their own schemas would drop or refuse', () => {
      for (const object of rendered(scenario).objects) expect(foreign(object), idOf(object)).toEqual([]);
    });

    test('kube-score finds nothing critical but what was decided', async (context) => {
      const scored = await kubeScore(rendered(scenario).text);
      if (scored.state === 'missing') return context.skip(scored.reason);
      const critical = scored.remarks.filter((remark) => remark.grade === 'critical');
      expect(
        critical.filter(
          (remark) => !(remark.check in { ...decided, ...exceptions['*'], ...exceptions[scenario] }),
        ),
      ).toEqual([]);
    });

    test('every object carries the standard labels, with values Kubernetes takes', () => {
      for (const object of rendered(scenario).objects) {
        const { labels = {} } = object.metadata;
        const wanted = [
          'helm.sh/chart',
          'app.kubernetes.io/name',
          'app.kubernetes.io/instance',
          'app.kubernetes.io/managed-by',
        ];
        expect(Object.keys(labels), idOf(object)).toEqual(expect.arrayContaining(wanted));
        for (const value of Object.values(labels))
          expect(value).toMatch(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/);
      }
    });

    test('no object is there twice, and no list has two items of one key', () => {
      const ids = rendered(scenario).objects.map(idOf);
      expect(new Set(ids).size).toBe(ids.length);
      for (const object of rendered(scenario).objects) {
        const pod = podSpecOf(object);
        if (pod !== undefined) expect(duplicateListKeys(pod), idOf(object)).toEqual([]);
      }
    });

    test('its pods meet the restricted standard, with requests, a memory limit and images that are pinned', () => {
      for (const object of rendered(scenario).objects) {
        const pod = podSpecOf(object);
        if (pod === undefined) continue;
        expect(restrictedViolations(pod), idOf(object)).toEqual([]);
        for (const container of containersOf(pod)) {
          expect(container.resources).toMatchObject({
            requests: { cpu: expect.anything(), memory: expect.anything() },
            limits: { memory: expect.anything() },
          });
          expect(container.securityContext?.readOnlyRootFilesystem).toBe(true);
          expect(container.image).toMatch(/(:[\w][\w.-]*|@sha256:[0-9a-f]{64})$/);
          expect(container.image).not.toMatch(/:latest$/);
        }
      }
    });

    test('long-running pods have three probes on named ports', () => {
      for (const object of rendered(scenario).objects) {
        if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) continue;
        for (const container of podSpecOf(object)?.containers ?? []) {
          for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
            expect(container.ports?.map(({ name }) => name)).toContain(probe?.httpGet?.port);
          }
        }
      }
    });

    test('rights have no wildcard, and nothing but leases may be written', () => {
      for (const object of rendered(scenario).objects.filter(({ kind }) => /Role$/.test(kind))) {
        for (const rule of object.rules as readonly {
          verbs: string[];
          resources: string[];
          apiGroups: string[];
        }[]) {
          expect([...rule.verbs, ...rule.resources, ...rule.apiGroups], idOf(object)).not.toContain('*');
          const writes = rule.verbs.filter((verb) => !['get', 'list', 'watch'].includes(verb));
          if (writes.length > 0) expect(rule.resources).toEqual(['leases']);
        }
      }
    });

    test('hooks are tests or Jobs that clean up behind themselves, with weights as text', () => {
      for (const { metadata } of rendered(scenario).objects) {
        if (metadata.annotations?.['helm.sh/hook'] === undefined) continue;
        expect(metadata.annotations['helm.sh/hook-delete-policy']).toContain('before-hook-creation');
      }
    });
  });

  describe('names', () => {
    test('two releases in one namespace share no object', async () => {
      for (const [scenario, file] of scenarios) {
        if (named.includes(scenario)) continue;
        const one = objectsOf(await render(helm, chart, { release: 'one', values: [file] })).map(idOf);
        const two = objectsOf(await render(helm, chart, { release: 'two', values: [file] })).map(idOf);
        expect(
          one.filter((id) => two.includes(id)),
          file,
        ).toEqual([]);
      }
    }, 60_000);

    test('one release name in two namespaces shares no object', async () => {
      for (const file of scenarios.values()) {
        const one = objectsOf(await render(helm, chart, { namespace: 'here', values: [file] })).map(idOf);
        const two = objectsOf(await render(helm, chart, { namespace: 'there', values: [file] })).map(idOf);
        expect(
          one.filter((id) => two.includes(id)),
          file,
        ).toEqual([]);
      }
    }, 60_000);

    test('two releases select each only its own pods', async () => {
      const selectors = [
        ['Deployment', 'selector'],
        ['Service', 'selector'],
        ['NetworkPolicy', 'podSelector'],
      ] as const;
      const selectedBy = async (release: string) =>
        objectsOf(await render(helm, chart, { release, values: [least] })).flatMap(({ kind, spec }) =>
          selectors
            .filter(([owner]) => owner === kind)
            .map(([, field]) => JSON.stringify((spec as Record<string, unknown>)[field])),
        );
      const one = await selectedBy('one');
      expect(one.length).toBeGreaterThan(0);
      for (const selector of await selectedBy('two')) expect(one).not.toContain(selector);
    });

    test('a release name of 53 characters, the longest Helm takes, still gives names of at most 63', async () => {
      const release = `r${'x'.repeat(51)}z`;
      for (const file of scenarios.values()) {
        for (const object of objectsOf(await render(helm, chart, { release, values: [file] }))) {
          const bounded = !/Role/.test(object.kind);
          if (bounded) expect(object.metadata.name.length, idOf(object)).toBeLessThanOrEqual(63);
          expect(object.metadata.name).not.toMatch(/-$|--/);
        }
      }
    }, 60_000);

    test('a release named after the chart is not named twice, and the overrides count', async () => {
      const nameOf = async (options: { release: string; args?: string[] }) =>
        objectsOf(await render(helm, chart, { ...options, values: [least] })).find(
          ({ kind }) => kind === main,
        )?.metadata.name;
      expect(await nameOf({ release: chart })).toBe(chart);
      expect(await nameOf({ release: 'one' })).toBe(`one-${chart}`);
      expect(await nameOf({ release: 'one', args: ['--set', 'nameOverride=agent'] })).toBe('one-agent');
      expect(await nameOf({ release: 'one', args: ['--set', 'fullnameOverride=agent'] })).toBe('agent');
    });

    test('what Kubernetes never lets change stays the same in the next version of the chart', async () => {
      const copy = await mkdtemp(join(tmpdir(), 'next-'));
      await cp(folder, copy, { recursive: true });
      const yaml = await readFile(join(copy, 'Chart.yaml'), 'utf8');
      await writeFile(
        join(copy, 'Chart.yaml'),
        yaml.replace(/^version: .*/m, 'version: 99.0.0').replace(/^appVersion: .*/m, 'appVersion: "99"'),
      );
      const next = await runHelm(helm, ['template', 'one', copy, '--namespace', 'space', '-f', least]);
      const frozen = (objects: readonly Rendered[]) =>
        objects.map(({ kind, spec }) =>
          kind === 'Deployment' ? (spec as { selector: unknown }).selector : kind,
        );
      expect(frozen(objectsOf(next.stdout))).toEqual(
        frozen(objectsOf(await render(helm, chart, { values: [least] }))),
      );
      expect(next.stdout).toContain('99.0.0');
      await rm(copy, { recursive: true });
    });
  });

  describe('values', () => {
    const refuses = async (args: readonly string[]) => {
      for (const tool of tools) {
        const { code, stderr } = await template(tool, chart, { values: [least], args });
        expect(code, `${tool.name} accepted ${args.join(' ')}`).not.toBe(0);
        expect(stderr).toMatch(/Additional property|additional properties|Invalid type|got object/);
      }
    };

    test('a misspelt key is refused at every level', async () => {
      const places = closedObjects(schema);
      expect(places.length).toBeGreaterThan(5);
      for (const path of places) await refuses(['--set', `${[...path, 'someTypo'].join('.')}=1`]);
    }, 120_000);

    test('a dotted key split by --set is refused wherever a map takes keys', async () => {
      const places = openMaps(schema);
      expect(places.length).toBeGreaterThan(3);
      for (const path of places) await refuses(['--set', `${[...path, 'example.com/split'].join('.')}=x`]);
    }, 120_000);

    test('a required value set to null is refused by name, not by a nil pointer', async () => {
      for (const { path, leaf } of leaves(values.members).filter(({ leaf }) => leaf.default !== undefined)) {
        expect(leaf.default).not.toBeNull();
        const { code, stderr } = await template(helm, chart, {
          values: [least],
          args: ['--set', `${path}=null`],
        });
        expect(code, path).not.toBe(0);
        expect(stderr).toMatch(/missing propert/);
        expect(stderr).not.toContain('nil pointer');
      }
    }, 120_000);

    test('global values of a parent chart and the service values of werf are accepted', async () => {
      const parent = await mkdtemp(join(tmpdir(), 'parent-'));
      await cp(folder, join(parent, 'charts', chart), { recursive: true });
      await writeFile(join(parent, 'Chart.yaml'), 'apiVersion: v2\nname: parent\nversion: 1.0.0\n');
      const own = load(await readFile(least, 'utf8'));
      await writeFile(join(parent, 'values.yaml'), JSON.stringify({ global: { anything: 1 }, [chart]: own }));
      for (const tool of tools) {
        const { code, stderr } = await runHelm(tool, ['template', 'one', parent]);
        expect(code, stderr).toBe(0);
        const werf = await template(tool, chart, {
          values: [least],
          args: ['--set', 'werf.version=2,global.werf.name=x,global.env=prod'],
        });
        expect(werf.code, werf.stderr).toBe(0);
      }
      await rm(parent, { recursive: true });
    });
  });

  test('NOTES.txt is short, names the next commands and shows no secret', async () => {
    const { stdout, code, stderr } = await runHelm(helm, [
      'install',
      'one',
      folder,
      '--namespace',
      'space',
      '--dry-run=client',
      '-f',
      least,
    ]);
    expect(code, stderr).toBe(0);
    const notes = stdout.slice(stdout.indexOf('NOTES:'));
    expect(notes.trim().split('\n').length).toBeLessThanOrEqual(26);
    expect(notes).toContain('-n space');
    expect(notes).not.toMatch(/https?:\/\/[0-9a-f]+@/);
  });

  afterAll(() => renders.clear());
}

/** Helm 3 and 4 end a document with a different number of empty lines. */
function withoutBlankLines(text: string): string {
  return text.replace(/^\s*\n/gm, '');
}

/** Kinds of other projects, which Kubernetes' own schemas do not know. */
const foreignKinds = [
  'ClickHouseInstallation',
  'ClickHouseKeeperInstallation',
  'PodMonitor',
  'PrometheusRule',
  'ServiceMonitor',
];

/** Checks of kube-score that are not followed, with the reason. */
const decided: Readonly<Record<string, string>> = {
  'container-resources': 'it wants a CPU limit, which slows a program down exactly when much happens',
  'container-image-pull-policy':
    'it wants Always; images are pinned, and a registry that is away must not stop a restart',
  'pod-networkpolicy':
    'it finds none for the pod of `helm test`, which lives for seconds and listens on nothing',
};

function nulls(value: unknown, path = ''): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => nulls(child, `${path}/${key}`));
}

function schemaAt(schema: JsonSchema, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (here, key) => (here as { properties?: Record<string, unknown> })?.properties?.[key],
      schema,
    );
}
