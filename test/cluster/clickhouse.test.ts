import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chartFolder, idOf, objectsOf, type Rendered, render, scenariosOf } from '../charts/render.ts';
import { type Helm, helm4 } from '../tools/helm.ts';
import { type RunResult, run } from '../tools/run.ts';
import { standIn } from './clickhouse-stand-in.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { until } from './until.ts';

const chart = 'sentry-clickhouse';
const home = 'clickhouse';
const scenarios = await scenariosOf(chart);
const kinds = ['ClickHouseInstallation', 'ClickHouseKeeperInstallation'];

describeCluster(
  'the chart sentry-clickhouse on a real API server with the definitions of the operator',
  () => {
    let cluster: Cluster;
    let tool: Helm;
    let folder: string;
    let helm: (...args: readonly string[]) => Promise<RunResult>;

    beforeAll(async () => {
      cluster = await runningCluster();
      tool = { name: 'helm 4', path: await helm4() };
      folder = await mkdtemp(join(tmpdir(), 'helm-'));
      const env = {
        KUBECONFIG: cluster.kubeconfig,
        HELM_CACHE_HOME: folder,
        HELM_CONFIG_HOME: folder,
        HELM_DATA_HOME: folder,
      };
      helm = (...args) => run(tool.path, [...args, '--namespace', home], { env });
      await cluster.apply(
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: home, labels: { 'pod-security.kubernetes.io/warn': 'restricted' } },
        }),
      );
    }, 60_000);

    afterAll(() => rm(folder, { recursive: true, force: true }));

    describe.each(['0.26.0', '0.27.1'])('of %s', (version) => {
      beforeAll(() => define(cluster, version), 60_000);

      test.each([...scenarios])(
        'takes the whole of %s, and gives back what it was given',
        async (_, file) => {
          // The pod of `helm test` needs an account that a dry run does not leave behind; it is run further below.
          const text = await render(tool, chart, { namespace: home, values: [file], args: ['--skip-tests'] });
          const args = ['apply', '--server-side', '--dry-run=server', '-n', home, '-o', 'json', '-f', '-'];
          const { code, stdout, stderr } = await cluster.kubectl(args, text);
          expect(code, stderr).toBe(0);
          const { items } = JSON.parse(stdout) as { readonly items: readonly Rendered[] }; // kubectl's own list
          const given = objectsOf(text);
          expect(items.map(idOf).sort()).toEqual(given.map(idOf).sort());
          for (const object of items.filter(({ kind }) => kinds.includes(kind)))
            expect(object.spec).toEqual(given.find((one) => idOf(one) === idOf(object))?.spec);
        },
      );
    });

    describe('as a release of helm 4', () => {
      const release = 'sentry-clickhouse';
      let values: string;
      const password = 'only-in-the-secret';
      const stored = async (kind: string, name: string) =>
        (await cluster.get([kind, name, '-n', home])) as Rendered; // the API's own form

      beforeAll(async () => {
        values = join(folder, 'values.yaml');
        await writeFile(
          values,
          JSON.stringify({
            clickhouse: { replicas: 1, user: { existingSecret: 'snuba' } },
            keeper: { replicas: 1 },
            wait: { timeoutSeconds: 120 },
          }),
        );
        await cluster.kubectl([
          'create',
          'secret',
          'generic',
          'snuba',
          '-n',
          home,
          `--from-literal=clickhouse-password=${password}`,
        ]);
      });

      test('is installed, and the installations come back unpruned', async () => {
        const installed = await helm('install', release, chartFolder(chart), '-f', values);
        expect(installed.code, installed.stderr).toBe(0);
        const given = objectsOf(await render(tool, chart, { release, namespace: home, values: [values] }));
        for (const kind of kinds) {
          const wanted = given.find((object) => object.kind === kind);
          const found = await stored(kind, wanted?.metadata.name ?? '');
          expect(found.spec).toEqual(wanted?.spec);
        }
      });

      test('waits, and its log says for what, without the password', async () => {
        const said = await until(
          async () => {
            const { stdout } = await cluster.kubectl(['logs', '-n', home, `job/${await jobName(cluster)}`]);
            return stdout.includes('after') ? stdout : undefined;
          },
          { what: 'the Job to say what is missing', seconds: 90 },
        );
        expect(said).toContain('the operator has not seen it');
        expect(said).toContain('0 of 1 pods are ready');
        expect(said).not.toContain(password);
      });

      test('is usable, for the Job and for helm test, once there is what the operator would make', async () => {
        const user = { user: 'sentry', password, cluster: 'sentry-cluster' };
        const host = (name: string) => `${name}-0-0.${home}.svc.cluster.local`;
        const pods = [
          ...standIn(
            host('chi-sentry-clickhouse-sentry-cluster'),
            home,
            { 'clickhouse.altinity.com/chi': release },
            user,
          ),
          ...standIn(
            host('chk-sentry-clickhouse-keeper-keeper'),
            home,
            { 'clickhouse-keeper.altinity.com/chk': `${release}-keeper` },
            user,
          ),
        ];
        for (const object of pods) await cluster.apply(JSON.stringify(object));
        for (const [kind, name] of [
          ['clickhouseinstallation', release],
          ['clickhousekeeperinstallation', `${release}-keeper`],
        ] as const) {
          const { taskID } = (await stored(kind, name)).spec as { readonly taskID: string };
          const status = { status: { status: 'Completed', taskID, 'chop-version': '0.27.4' } };
          const patch = ['patch', kind, name, '-n', home, '--subresource=status', '--type=merge', '-p'];
          const patched = await cluster.kubectl([...patch, JSON.stringify(status)]);
          expect(patched.code, patched.stderr).toBe(0);
        }
        const job = await jobName(cluster);
        const waited = await cluster.kubectl([
          'wait',
          `job/${job}`,
          '-n',
          home,
          '--for=condition=complete',
          '--timeout=90s',
        ]);
        const log = await cluster.kubectl(['logs', '-n', home, `job/${job}`]);
        expect(waited.code, log.stdout + log.stderr).toBe(0);
        const tested = await helm('test', release);
        expect(tested.code, `${tested.stdout}${tested.stderr}`).toBe(0);
      });

      test.each([
        ['keeper.replicas=3', 'keeper.replicas is 1 and would be 3'],
        ['clickhouse.clusterName=other', 'clickhouse.clusterName is sentry-cluster and would be other'],
        ['keeper.name=others', 'keeper.name is sentry-clickhouse-keeper and would be others'],
        ['keeper.enabled=false', 'keeper.clusterName is keeper and would be gone'],
      ])('refuses %s, and touches nothing', async (set, change) => {
        const before = await stored('clickhousekeeperinstallation', `${release}-keeper`);
        const { code, stderr } = await helm(
          'upgrade',
          release,
          chartFolder(chart),
          '-f',
          values,
          '--set',
          set,
        );
        expect(code).not.toBe(0);
        expect(stderr).toContain(`This cannot change while there is data: ${change}`);
        const after = await stored('clickhousekeeperinstallation', `${release}-keeper`);
        expect(after.spec).toEqual(before.spec);
        const { stdout } = await cluster.kubectl(['get', 'chk', '-n', home, '-o', 'name']);
        expect(stdout.trim().split('\n')).toHaveLength(1);
      });

      test('remembers what never changes in a ConfigMap that cannot be changed', async () => {
        const patch = ['patch', 'configmap', 'sentry-clickhouse-fixed', '-n', home, '-p'];
        const { code, stderr } = await cluster.kubectl([...patch, '{"data":{"keeper.replicas":"3"}}']);
        expect(code).not.toBe(0);
        expect(stderr).toContain('field is immutable when `immutable` is set');
      });

      test('is upgraded: with its spec the task changes, and another Job waits for it', async () => {
        const before = await stored('clickhouseinstallation', release);
        const job = await jobName(cluster);
        const set = 'clickhouse.persistence.size=200Gi';
        const { code, stderr } = await helm(
          'upgrade',
          release,
          chartFolder(chart),
          '-f',
          values,
          '--set',
          set,
        );
        expect(code, stderr).toBe(0);
        const after = await stored('clickhouseinstallation', release);
        expect((after.spec as { taskID: string }).taskID).not.toBe(
          (before.spec as { taskID: string }).taskID,
        );
        const next = await until(
          async () => {
            const name = await jobName(cluster);
            return name !== job && !name.includes(' ') ? name : undefined;
          },
          { what: 'the Job of the revision before to be gone' },
        );
        expect(next).toMatch(/^sentry-clickhouse-wait-[0-9a-f]{10}$/);
      });

      test('is uninstalled, and leaves what holds the data', async () => {
        const removed = await helm('uninstall', release);
        expect(removed.code, removed.stderr).toBe(0);
        const left = await cluster.kubectl(['get', 'chi,chk,configmap', '-n', home, '-o', 'name']);
        expect(left.stdout).toContain('clickhouseinstallation.clickhouse.altinity.com/sentry-clickhouse');
        expect(left.stdout).toContain(
          'clickhousekeeperinstallation.clickhouse-keeper.altinity.com/sentry-clickhouse-keeper',
        );
        expect(left.stdout).toContain('configmap/sentry-clickhouse-fixed');
        const again = await helm('install', release, chartFolder(chart), '-f', values);
        expect(again.code, again.stderr).toBe(0);
      });
    });
  },
);

async function jobName(cluster: Cluster): Promise<string> {
  const { stdout } = await cluster.kubectl([
    'get',
    'job',
    '-n',
    home,
    '-o=jsonpath={.items[*].metadata.name}',
  ]);
  return stdout.trim();
}

async function define(cluster: Cluster, version: string): Promise<void> {
  const folder = new URL(`../crds/clickhouse-operator-${version}/`, import.meta.url);
  for (const file of await readdir(folder)) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const args = ['apply', '--server-side', '--force-conflicts', '-f', '-'];
    const { code, stderr } = await cluster.kubectl(args, text);
    expect(code, stderr).toBe(0);
  }
  const crds = [
    'clickhouseinstallations.clickhouse.altinity.com',
    'clickhousekeeperinstallations.clickhouse-keeper.altinity.com',
  ];
  for (const crd of crds)
    await cluster.kubectl(['wait', `crd/${crd}`, '--for=condition=established', '--timeout=30s']);
}
