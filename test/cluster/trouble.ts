import { BUSYBOX_IMAGE } from './images.ts';

/** Workloads that get into real trouble, each of another kind, as one list for `kubectl apply`. */
export function troubleIn(namespace: string): string {
  const crash = container(['sh', '-c', 'exit 3']);
  const items = [
    workload('Deployment', namespace, 'crashing', crash),
    workload('StatefulSet', namespace, 'stateful', crash),
    workload('DaemonSet', namespace, 'daemon', crash),
    workload('Deployment', namespace, 'unready', {
      ...container(['sleep', '3600']),
      readinessProbe: { exec: { command: ['false'] }, periodSeconds: 1 },
    }),
    pod(namespace, 'nowhere', { ...container(['sleep', '1']), resources: { requests: { cpu: '500' } } }),
    pod(namespace, 'imageless', { ...container(['sleep', '1']), image: 'registry.invalid/nothing:1' }),
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

type Container = Readonly<Record<string, unknown>>;

function container(command: readonly string[]): Container {
  return { name: 'main', image: BUSYBOX_IMAGE, imagePullPolicy: 'IfNotPresent', command };
}

function pod(namespace: string, name: string, main: Container) {
  const spec = { terminationGracePeriodSeconds: 0, containers: [main] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec };
}

function workload(
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet',
  namespace: string,
  name: string,
  main: Container,
) {
  const labels = { app: name };
  const { spec } = pod(namespace, name, main);
  const serviceName = kind === 'StatefulSet' ? { serviceName: name } : {};
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: { ...serviceName, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

/** A Warning event of core/v1 as a controller would write it. */
export function warning(
  namespace: string,
  name: string,
  involved: Readonly<Record<string, string>>,
  message: string,
) {
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace },
    involvedObject: involved,
    type: 'Warning',
    reason: 'TestTrouble',
    message,
    count: 1,
    firstTimestamp: at,
    lastTimestamp: at,
    source: { component: 'test-controller' },
  };
}
