import type { PodSpec } from 'kubernetes-types/core/v1.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { values } from '../../synth/charts/sentry-clickhouse/values.ts';
import { faultsOf } from '../crds/faults.ts';
import { schemasOf } from '../crds/structural-schema.ts';
import { type Helm, helms } from '../tools/helm.ts';
import { kubeconform } from '../tools/kubeconform.ts';
import { kubernetesVersions } from '../tools/kubernetes-schemas.ts';
import { testChart } from './conformance/conformance.ts';
import { templatesOf } from './operator-pods.ts';
import { containersOf, restrictedViolations } from './pods.ts';
import { objectsOf, type Rendered, render, scenariosOf, template } from './render.ts';

const chart = 'sentry-clickhouse';
const versions = ['0.26.0', '0.27.1'];
const crds = await Promise.all(
  versions.map(
    async (version) =>
      [
        version,
        await schemasOf(new URL(`../crds/clickhouse-operator-${version}/`, import.meta.url)),
      ] as const,
  ),
);
const scenarios = await scenariosOf(chart);

await testChart(chart, {
  values,
  minimal: 'minimal',
  main: 'ClickHouseInstallation',
  named: ['everything', 'reference'],
  asking: { '_changes.tpl': 'a guard can only know from the cluster what was installed before' },
  foreign: (object) =>
    crds.flatMap(([version, schemas]) => {
      const schema = schemas.get(`${object.apiVersion} ${object.kind}`);
      return schema === undefined ? [] : faultsOf(object, schema).map((fault) => `${version}: ${fault}`);
    }),
  exceptions: {
    '*': { 'networkpolicy-targets-pod': 'the pods are made by the operator and not part of the render' },
    openshift: { 'container-security-context-user-group-id': 'OpenShift chooses user and group itself' },
  },
});

interface ClickHouse {
  readonly taskID: string;
  readonly configuration: {
    readonly zookeeper?: { readonly nodes: readonly { readonly host: string; readonly port: number }[] };
    readonly users: Readonly<Record<string, unknown>>;
    readonly clusters: readonly { readonly name: string; readonly layout: Record<string, number> }[];
  };
}

let helm: Helm;
beforeAll(async () => {
  helm = (await helms())[1];
});
const minimal = scenarios.get('minimal') ?? '';
const rendered = async (args: readonly string[] = [], file = minimal) =>
  objectsOf(await render(helm, chart, { values: [file], args }));
const named = (objects: readonly Rendered[], kind: string) => {
  const found = objects.find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found;
};
const clickhouse = (objects: readonly Rendered[]) =>
  named(objects, 'ClickHouseInstallation').spec as unknown as ClickHouse; // its CRD has been checked
const tasks = (objects: readonly Rendered[]) => ({
  clickhouse: clickhouse(objects).taskID,
  keeper: (named(objects, 'ClickHouseKeeperInstallation').spec as { readonly taskID: string }).taskID,
  job: named(objects, 'Job').metadata.name,
});

describe.each([...scenarios])('what the operator makes with the values of %s', (_, file) => {
  test.for(kubernetesVersions)('Kubernetes %s knows each field of', async (version, context) => {
    const made = (await rendered([], file)).flatMap(templatesOf);
    const checked = await kubeconform(made.map((object) => JSON.stringify(object)).join('\n---\n'), version);
    if (checked.state === 'missing') return context.skip(checked.reason);
    expect(checked.objects).toBe(made.length);
    expect(checked.findings).toEqual([]);
  });

  test('meets the restricted Pod Security Standard, with pinned images and bounded memory', async () => {
    const pods = (await rendered([], file)).flatMap(templatesOf).filter(({ kind }) => kind === 'Pod');
    expect(pods.length).toBeGreaterThan(0);
    for (const { spec } of pods) {
      const pod = spec as PodSpec; // Kubernetes' schema has been checked
      expect(restrictedViolations(pod)).toEqual([]);
      for (const container of containersOf(pod)) {
        expect(container.image).toMatch(/(:[\w][\w.-]*|@sha256:[0-9a-f]{64})$/);
        expect(container.resources?.limits?.memory).toBeDefined();
      }
    }
  });

  test('keeps its data: nothing that could delete a claim is left to its default', async () => {
    for (const object of await rendered([], file)) {
      if (!/Installation$/.test(object.kind)) continue;
      const text = JSON.stringify(object.spec);
      expect(text).toContain('"storageManagement":{"provisioner":"Operator","reclaimPolicy":"Retain"}');
      expect(text.match(/"pvc":"Retain"/g)).toHaveLength(2);
      expect(text).toMatch(/"volumeClaimTemplates":\[\{"name":"data","reclaimPolicy":"Retain"/);
      expect(object.metadata.annotations?.['helm.sh/resource-policy']).toBe('keep');
    }
  });

  test('has no user without a password from a Secret and networks of its own', async () => {
    const { users } = clickhouse(await rendered([], file)).configuration;
    expect(JSON.stringify(users)).not.toContain('k8s_secret');
    const names = new Set(Object.keys(users).map((key) => key.split('/')[0]));
    expect(names).not.toContain('default');
    for (const name of names) {
      expect(users[`${name}/password`]).toMatchObject({ valueFrom: { secretKeyRef: {} } });
      expect(users[`${name}/networks/ip`]).not.toEqual([]);
    }
  });
});

describe('the task', () => {
  test('stays the same while the spec does: with another wait, policy, label or version of the chart', async () => {
    const before = tasks(await rendered());
    const after = tasks(
      await rendered(['--set', 'wait.timeoutSeconds=100,networkPolicy.enabled=false,werf.commit=x']),
    );
    expect({ ...after, job: before.job }).toEqual(before);
    expect(after.job).not.toBe(before.job);
  });

  test('changes with its own spec alone, and gives the Job that waits for it another name', async () => {
    const before = tasks(await rendered());
    const after = tasks(await rendered(['--set', 'clickhouse.persistence.size=200Gi']));
    expect(after.keeper).toBe(before.keeper);
    expect(after.clickhouse).not.toBe(before.clickhouse);
    expect(after.job).not.toBe(before.job);
  });

  test('changes on demand', async () => {
    const before = tasks(await rendered());
    const after = tasks(await rendered(['--set', 'keeper.reconcileToken=again']));
    expect(after.clickhouse).toBe(before.clickhouse);
    expect(after.keeper).not.toBe(before.keeper);
  });
});

describe('names', () => {
  test('of the reference installation are those of the community guide', async () => {
    const objects = await rendered([], scenarios.get('reference'));
    const { zookeeper, clusters } = clickhouse(objects).configuration;
    expect(named(objects, 'ClickHouseInstallation').metadata.name).toBe('sentry-clickhouse');
    expect(clusters).toMatchObject([
      { name: 'sentry-cluster', layout: { shardsCount: 1, replicasCount: 3 } },
    ]);
    expect(zookeeper?.nodes.map(({ host }) => host)).toEqual(
      [0, 1, 2].map((index) => `chk-clickhouse-keeper-keeper-cluster-0-${index}.space.svc.cluster.local`),
    );
  });

  test('leave room for what the operator adds, however long the release is', async () => {
    const release = `r${'x'.repeat(51)}z`;
    const args = ['--set', 'clickhouse.clusterName=abcdefghijklmno,keeper.clusterName=abcdefghijklmno'];
    const objects = objectsOf(await render(helm, chart, { release, values: [minimal], args }));
    for (const kind of ['ClickHouseInstallation', 'ClickHouseKeeperInstallation'])
      expect(named(objects, kind).metadata.name.length).toBeLessThanOrEqual(63 - 22 - 15);
  });
});

describe('refusals', () => {
  test.each([
    ['operator.version=0.25.6', /before 0\.26\.0 every ON CLUSTER statement of Snuba hangs/],
    [`clickhouse.name=${'a'.repeat(28)}`, /have 42 characters together.* leave room for 41/],
    [`keeper.name=${'a'.repeat(36)}`, /keeper\.name .* have 42 characters together/],
    ['clickhouse.clusterName=a_b', /clusterName/],
    ['clickhouse.clusterName=1st', /clusterName/],
    ['clickhouse.clusterName=abcdefghijklmnop', /clusterName/],
    ['keeper.replicas=2', /replicas/],
    ['keeper.replicas=4', /replicas/],
    ['keeper.replicas=7', /replicas/],
    ['keeper.enabled=false', /replicas agree through a Keeper/],
    ['keeper.external.hosts={zk}', /choose one of them/],
    ['clickhouse.settings.logger/level=trace', /'logger\/level'/],
    ['clickhouse.settings.x=a<b', /settings/],
    ['keeper.settings.keeper_server/server_id=1', /settings/],
    ['clickhouse.user.name=default', /name/],
    [
      'clickhouse.podLabels.team=x,clickhouse.podLabels.app\\.kubernetes\\.io/name=x',
      /'app.kubernetes.io\/name'/,
    ],
    ['clickhouse.podLabels.team=a b', /podLabels\/team/],
    ['keeper.nodeSelector.team=a b', /nodeSelector\/team/],
    ['clickhouse.user.existingSecret=A_b', /existingSecret/],
    ['clickhouse.user.existingSecret=', /Set clickhouse\.user\.existingSecret/],
  ])('%s', async (set, sentence) => {
    const { code, stderr } = await template(helm, chart, { values: [minimal], args: ['--set', set] });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(sentence);
  });

  test('a user that is named twice', async () => {
    const user = { existingSecret: 'a', existingSecretKey: 'b', profile: 'readonly', networks: ['::/0'] };
    const extraUsers = JSON.stringify([{ ...user, name: 'sentry' }]);
    const args = ['--set-json', `clickhouse.extraUsers=${extraUsers}`];
    const { code, stderr } = await template(helm, chart, { values: [minimal], args });
    expect(code).not.toBe(0);
    expect(stderr).toContain('names a user that is there already: sentry');
  });
});
