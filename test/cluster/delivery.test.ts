import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { loadPlatform } from '../../synth/platform/load.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { helm4 } from '../tools/helm.ts';
import { type RunResult, run } from '../tools/run.ts';
import { type ChartRepository, serveCharts } from './chart-repository.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { BUSYBOX_IMAGE } from './images.ts';
import { clusterPrograms } from './programs.ts';
import { until } from './until.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = 'delivered';
const operatorHome = 'delivered-operator';
const reporterHome = 'delivered-reporter';

const platform = `
version: 1
url: https://sentry.example.com
size: small
namespaces: { sentry: ${home}, operator: ${operatorHome}, reporter: ${reporterHome} }
admin: { email: admin@example.com, secret: { name: admin, key: password } }
postgres: { kind: external, host: postgres.example.com, secret: { name: postgres, key: password } }
redis: { kind: external, host: redis.example.com, secret: { name: redis, key: password } }
clickhouse: { kind: operator, cluster: sentry-cluster, replicas: 3, keeper: { replicas: 3 }, operator: { version: 0.27.1 } }
delivery: { timeoutSeconds: 300 }
`;

/** What the operator would make of an installation; the images of ClickHouse are not to be had here. */
function podsOf(kind: 'chi' | 'chk', name: string) {
  const group = kind === 'chi' ? 'clickhouse' : 'clickhouse-keeper';
  const cluster = kind === 'chi' ? 'sentry-cluster' : 'keeper';
  return [0, 1, 2].map((replica) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${kind}-${name}-${cluster}-0-${replica}-0`,
      namespace: home,
      labels: { [`${group}.altinity.com/${kind}`]: name },
    },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'main',
          image: BUSYBOX_IMAGE,
          imagePullPolicy: 'IfNotPresent',
          // Every replica says what a cluster of three would.
          command: [
            'sh',
            '-c',
            'printf "#!/bin/sh\\necho 3\\n" >/bin/clickhouse-client; chmod +x /bin/clickhouse-client; sleep 99999',
          ],
        },
      ],
    },
  }));
}

describeCluster('the script for plain helm on a real Kubernetes', () => {
  let cluster: Cluster;
  let folder: string;
  let charts: ChartRepository;
  let env: Record<string, string>;

  const script = (...args: readonly string[]): Promise<RunResult> =>
    run('dash', [join(folder, 'ci/helm/production.sh'), ...args], { env });
  const namesOf = { chi: 'sentry-clickhouse', chk: '' };

  async function setStatus(kind: 'chi' | 'chk', status: object): Promise<void> {
    const patch = ['patch', kind, namesOf[kind], '-n', home, '--subresource=status', '--type=merge', '-p'];
    const { code, stderr } = await cluster.kubectl([...patch, JSON.stringify({ status })]);
    if (code !== 0) throw new Error(stderr);
  }

  async function taskOf(kind: 'chi' | 'chk'): Promise<string> {
    const found = (await cluster.get([kind, namesOf[kind], '-n', home])) as { spec: { taskID: string } }; // the API's own form
    return found.spec.taskID;
  }

  beforeAll(async () => {
    cluster = await runningCluster();
    const helm = await helm4();
    folder = await mkdtemp(join(tmpdir(), 'delivery-'));
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await symlink(helm, join(bin, 'helm'));
    await symlink((await clusterPrograms()).kubectl, join(bin, 'kubectl'));
    await symlink(join(root, 'charts'), join(folder, 'charts'));
    charts = await serveCharts(helm, [await operatorChart(), sentryChart]);
    const platforms = loadPlatform('platform.yaml', Buffer.from(platform));
    const files = [...synthesizeValues(platforms), ...(await synthesizeDelivery(platforms))];
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(
        join(folder, path),
        text
          .replace(/https:\/\/(helm\.altinity\.com|sentry-kubernetes\.github\.io\/charts)/g, charts.url)
          // The minutes that a real installation may take are seconds here.
          .replace(/^( {2}wait_installation .*) 300$/gm, '$1 20'),
      );
    }
    const names = /wait_installation \S+ chk\/(\S+)/.exec(
      await readFile(join(folder, 'ci/helm/production.sh'), 'utf8'),
    );
    namesOf.chk = names?.[1] ?? '';
    env = {
      PATH: `${bin}:/usr/bin:/bin`,
      KUBECONFIG: cluster.kubeconfig,
      HELM_CACHE_HOME: join(folder, 'cache'),
      HELM_CONFIG_HOME: join(folder, 'config'),
      HELM_DATA_HOME: join(folder, 'data'),
      SENTRY_K8S_POLL_SECONDS: '1',
    };
  }, 60_000);

  afterAll(async () => {
    await charts.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('refuses to begin while a Secret is missing, and names it and its namespace', async () => {
    const { code, stderr } = await script('install');
    expect(stderr).toMatch(/error: Secret \S+ is missing in namespace delivered/);
    expect(code).toBe(1);
  });

  test('names the key that a Secret lacks', async () => {
    const needs = [
      ...(await readFile(join(folder, 'ci/helm/production.sh'), 'utf8')).matchAll(
        /^ {2}require_secret (\S+) (\S+) (\S+)$/gm,
      ),
    ];
    const secrets = new Map<string, Record<string, string>>();
    for (const [, namespace = '', name = '', key = ''] of needs) {
      const id = `${namespace}/${name}`;
      secrets.set(id, {
        ...secrets.get(id),
        [key]: key === 'sentry.dsn' ? 'http://key@10.244.0.1:9/1' : 'text',
      });
    }
    const [[first = '', content = {}] = []] = secrets;
    for (const [id, data] of secrets) {
      const [namespace = '', name = ''] = id.split('/');
      await cluster.apply(
        JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
      );
      const given = id === first ? {} : data;
      await cluster.apply(
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name, namespace },
          stringData: given,
        }),
      );
    }
    const { code, stderr } = await script('install', 'clickhouse-operator');
    expect(stderr).toContain('has no key');
    expect(code).toBe(1);
    const [namespace = '', name = ''] = first.split('/');
    await cluster.apply(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace },
        stringData: content,
      }),
    );
  });

  test('installs the operator and waits for its resource types', async () => {
    const { code, stderr, stdout } = await script('install', 'clickhouse-operator');
    expect(code, stderr + stdout).toBe(0);
    expect((await cluster.kubectl(['get', 'chi', '-n', home])).code).toBe(0);
  });

  describe('with ClickHouse', () => {
    test('ends with what it saw last when the operator never looks', async () => {
      const { code, stderr } = await script('install', 'sentry-clickhouse');
      expect(code, stderr).toBe(1);
      expect(stderr).toContain(`error: chk/${namesOf.chk}: none former, 0 of 3 pods ready after 20 seconds`);
    });

    test('ends with the reason when the operator gives up', async () => {
      await setStatus('chk', { status: 'Aborted', taskID: await taskOf('chk'), error: 'no storage class' });
      const { code, stderr } = await script('wait', 'sentry-clickhouse');
      expect(stderr).toContain(`error: the operator gave up on chk/${namesOf.chk}: no storage class`);
      expect(code).toBe(1);
    });

    test('believes neither a status about a former spec nor one without pods', async () => {
      await setStatus('chk', { status: 'Completed', taskID: 'former', error: null });
      expect((await script('wait', 'sentry-clickhouse')).stderr).toContain('Completed former');
      await setStatus('chk', { status: 'Completed', taskID: await taskOf('chk') });
      const { code, stderr } = await script('wait', 'sentry-clickhouse');
      expect(stderr).toContain('Completed present , 0 of 3 pods ready after 20 seconds');
      expect(code).toBe(1);
    });

    test('waits for an operator that is late, and until every replica knows every other', async () => {
      const waiting = script('wait', 'sentry-clickhouse');
      for (const pod of [...podsOf('chk', namesOf.chk), ...podsOf('chi', namesOf.chi)])
        await cluster.apply(JSON.stringify(pod));
      await setStatus('chi', { status: 'InProgress', taskID: await taskOf('chi') });
      await until(
        async () =>
          (await cluster.kubectl(['get', 'pods', '-n', home, '--no-headers'])).stdout.split('1/1').length > 6,
        { what: 'six pods to be ready' },
      );
      await setStatus('chi', { status: 'Completed', taskID: await taskOf('chi') });
      const { code, stderr } = await waiting;
      expect(code, stderr).toBe(0);
    });
  });

  test('installs, plans, upgrades and rolls back the reporter', async () => {
    const installed = await script('install', 'sentry-kubernetes');
    expect(installed.code, installed.stderr).toBe(0);
    const values = join(folder, 'values/sentry-kubernetes/values.yaml');
    const before = await readFile(values, 'utf8');
    await writeFile(values, `${before}\npodLabels:\n  change: "one"\n`);
    const planned = await script('plan', 'sentry-kubernetes');
    expect(planned.stdout).toContain('change: one');
    expect(await labelOf(cluster)).toBe('');
    expect((await script('install', 'sentry-kubernetes')).code).toBe(0);
    expect(await labelOf(cluster)).toBe('one');
    const back = await script('rollback', 'sentry-kubernetes');
    expect(back.code, back.stderr).toBe(0);
    expect(await labelOf(cluster)).toBe('');
    await writeFile(values, before);
  });

  test('removes the releases in reverse order, and leaves what holds the data', async () => {
    const { code, stderr } = await script('uninstall');
    expect(code, stderr).toBe(0);
    expect(stderr.indexOf('== sentry-kubernetes')).toBeLessThan(stderr.indexOf('== clickhouse-operator'));
    for (const namespace of [home, operatorHome, reporterHome])
      expect((await cluster.kubectl(['get', 'deployment', '-n', namespace, '-o', 'name'])).stdout).toBe('');
    const left = await cluster.kubectl(['get', 'chi,chk,secret', '-n', home, '-o', 'name']);
    expect(left.stdout).toContain(`clickhouseinstallation.clickhouse.altinity.com/${namesOf.chi}`);
    expect(left.stdout).toContain('secret/admin');
  });
});

async function labelOf(cluster: Cluster): Promise<string> {
  const path = 'jsonpath={.items[0].spec.template.metadata.labels.change}';
  return (await cluster.kubectl(['get', 'deployment', '-n', reporterHome, '-o', path])).stdout;
}

/** The operator's chart: its resource types, and a Deployment that does nothing. */
async function operatorChart(): Promise<Record<string, string>> {
  const folder = new URL('../crds/clickhouse-operator-0.27.1/', import.meta.url);
  const files: Record<string, string> = {
    'Chart.yaml': 'apiVersion: v2\nname: altinity-clickhouse-operator\nversion: 0.27.1\n',
    'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: { app.kubernetes.io/instance: {{ .Release.Name }} }
spec:
  selector: { matchLabels: { app: stand-in } }
  template:
    metadata: { labels: { app: stand-in } }
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{ name: main, image: "${BUSYBOX_IMAGE}", imagePullPolicy: IfNotPresent, command: [sleep, "99999"] }]
`,
  };
  for (const file of await readdir(folder)) {
    if (file.endsWith('.yaml')) files[`crds/${file}`] = await readFile(new URL(file, folder), 'utf8');
  }
  return files;
}

const sentryChart = {
  'Chart.yaml': 'apiVersion: v2\nname: sentry\nversion: 33.4.0\n',
  'templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n',
};
