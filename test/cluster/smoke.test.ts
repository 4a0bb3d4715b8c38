import { beforeAll, expect, test } from 'vitest';
import { nodeName } from './addresses.ts';
import { type Cluster, runningCluster } from './cluster.ts';
import { describeCluster } from './describe-cluster.ts';
import { BUSYBOX_IMAGE, NODE_IMAGE } from './images.ts';
import { until } from './until.ts';

const namespace = 'smoke';

/** A pod of one container that runs one command. */
function pod(
  name: string,
  image: string,
  command: readonly string[],
  restartPolicy: 'Always' | 'Never',
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      restartPolicy,
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image, imagePullPolicy: 'IfNotPresent', command }],
    },
  });
}

// Prints how the API server answers to the pod's own service account.
const askApi = `
const { readFileSync } = require('node:fs');
const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
const request = require('node:https').get({
  host: process.env.KUBERNETES_SERVICE_HOST,
  port: process.env.KUBERNETES_SERVICE_PORT,
  path: '/apis/authentication.k8s.io/v1',
  ca: readFileSync(folder + '/ca.crt'),
  headers: { authorization: 'Bearer ' + readFileSync(folder + '/token', 'utf8') },
}, (response) => { console.log('status', response.statusCode, process.version); response.resume(); });
request.on('error', (error) => { console.log(error.message); process.exitCode = 1; });
`;

describeCluster('the real cluster', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await runningCluster();
    await cluster.apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
    await until(
      async () => (await cluster.kubectl(['get', 'serviceaccount', 'default', '-n', namespace])).code === 0,
      { what: 'the service account of the namespace' },
    );
  });

  const phase = async (name: string) =>
    (await cluster.kubectl(['get', 'pod', name, '-n', namespace, '-o=jsonpath={.status.phase}'])).stdout;
  const running = (name: string) =>
    until(async () => (await phase(name)) === 'Running', { what: `the pod ${name} to run` });

  test('has a node that is Ready', async () => {
    const path = '-o=jsonpath={.status.conditions[?(@.type=="Ready")].status}';
    const { stdout } = await cluster.kubectl(['get', 'node', nodeName, path]);
    expect(stdout).toBe('True');
  });

  test('runs a pod, tells its memory, and restarts its container when it is killed', async () => {
    const name = { namespace, pod: 'sleeper' };
    await cluster.apply(pod(name.pod, BUSYBOX_IMAGE, ['sleep', '3600'], 'Always'));
    await running(name.pod);
    const before = await cluster.container(name);
    expect(await cluster.memory(name)).toBeGreaterThan(0);

    await cluster.killContainer(name);

    const after = await until(
      async () => {
        const now = await cluster.container(name);
        return now.restarts > before.restarts && now.startedAt !== undefined ? now : undefined;
      },
      { what: 'the container to be restarted' },
    );
    expect(after.id).not.toBe(before.id);
  });

  test('tells of a container that crashes in a loop by a BackOff event', async () => {
    await cluster.apply(pod('crasher', BUSYBOX_IMAGE, ['sh', '-c', 'exit 3'], 'Always'));
    const selector = '--field-selector=reason=BackOff,involvedObject.name=crasher';
    const message = await until(
      async () => {
        const args = ['get', 'events', '-n', namespace, selector, '-o=jsonpath={.items[0].message}'];
        return (await cluster.kubectl(args)).stdout || undefined;
      },
      { what: 'a BackOff event' },
    );
    expect(message).toMatch(/Back-off restarting failed container main in pod crasher/);
  });

  test('lets a pod of the node image reach the API with its service-account token', async () => {
    await cluster.apply(pod('asker', NODE_IMAGE, ['node', '-e', askApi], 'Never'));
    await until(async () => ['Succeeded', 'Failed'].includes(await phase('asker')), {
      what: 'the pod to end',
    });
    const { stdout } = await cluster.kubectl(['logs', 'asker', '-n', namespace]);
    expect(stdout).toBe('status 200 v24.21.0\n');
  });

  test('survives a restart and a pause of its API server', async () => {
    await cluster.restartApiServer();
    expect((await cluster.kubectl(['get', 'nodes'])).code).toBe(0);

    await cluster.pauseApiServer();
    try {
      const { stderr, code } = await cluster.kubectl(['get', 'nodes', '--request-timeout=1s']);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/timeout|timed out|deadline/i);
    } finally {
      await cluster.resumeApiServer();
    }
    await until(async () => (await cluster.kubectl(['get', '--raw', '/readyz'])).code === 0, {
      what: 'the API server to answer again',
    });
  });

  test('answers 410 to a watch from before a compaction', async () => {
    const config = await cluster.get(['configmap', 'kube-root-ca.crt', '-n', namespace]);
    // the API server's own object
    const { resourceVersion } = (config as { metadata: { resourceVersion: string } }).metadata;
    const path = `/api/v1/namespaces/${namespace}/events?watch=1&resourceVersion=${resourceVersion}&timeoutSeconds=2`;
    const watch = async () => {
      const { stdout, stderr } = await cluster.kubectl(['get', '--raw', path]);
      return stdout + stderr;
    };
    expect(await watch()).not.toMatch(/"code":410/);

    await cluster.compactEtcd();

    expect(await watch()).toMatch(/"code":410/);
  });
});
