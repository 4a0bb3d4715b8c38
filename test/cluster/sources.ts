import { BUSYBOX_IMAGE } from './images.ts';

/** Long enough for kubelet's events about the start to be told before those about the end. */
const pause = 'sleep 3';

/** Manifests of workloads, each of which gets into the trouble of one source. */
export function sourcesIn(namespace: string): readonly object[] {
  const named = (name: string) => ({ name, namespace });
  const template = (name: string, spec: object) => ({ metadata: { labels: { app: name } }, spec });
  const selecting = (name: string, spec: object) => ({
    selector: { matchLabels: { app: name } },
    template: template(name, spec),
  });
  const crash = podOf({ command: ['sh', '-c', `${pause}; exit 3`] });
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: named('exits'),
      spec: selecting('exits', crash),
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: named('stateful'),
      spec: { serviceName: 'stateful', ...selecting('stateful', crash) },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: named('daemon'),
      spec: selecting('daemon', crash),
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: named('greedy'),
      spec: selecting(
        'greedy',
        podOf({
          command: ['sh', '-c', `${pause}; tail /dev/zero`],
          resources: { limits: { memory: '24Mi' } },
        }),
      ),
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: named('unprepared'),
      spec: selecting('unprepared', {
        ...podOf({ command: ['sleep', '3600'] }),
        initContainers: [container('prepare', { command: ['sh', '-c', `${pause}; exit 4`] })],
      }),
    },
    ...runsIn(namespace),
    {
      // Never started again, which it would be before a busy kubelet tells that it ended.
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: named('hasty'),
      spec: { ...podOf({ command: ['false'] }), restartPolicy: 'Never' },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: named('patient'),
      spec: podOf({ command: ['sleep', '3600'] }),
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: named('hoarder'),
      spec: {
        ...podOf({
          command: ['sh', '-c', `${pause}; dd if=/dev/zero of=/hoard/file bs=1M count=8; sleep 3600`],
          volumeMounts: [{ name: 'hoard', mountPath: '/hoard' }],
        }),
        volumes: [{ name: 'hoard', emptyDir: { sizeLimit: '1Mi' } }],
      },
    },
  ];
}

/** A Job that fails, and CronJobs whose runs succeed, fail and never come. */
export function runsIn(namespace: string): readonly object[] {
  const once = (command: readonly string[]) => ({ ...podOf({ command }), restartPolicy: 'Never' });
  const spec = (command: readonly string[], backoffLimit: number) => ({
    backoffLimit,
    template: { spec: once(command) },
  });
  const cronJob = (name: string, command: readonly string[], more: object = {}) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace },
    spec: { schedule: '* * * * *', ...more, jobTemplate: { spec: spec(command, 0) } },
  });
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'fails', namespace },
      spec: spec(['sh', '-c', `${pause}; exit 5`], 1),
    },
    cronJob('nightly', ['sh', '-c', pause]),
    cronJob('hopeless', ['sh', '-c', `${pause}; exit 6`]),
    cronJob('resting', ['true'], { suspend: true }),
  ];
}

/** A pod for kubelet to start by itself. */
export function staticPod(namespace: string): object {
  const spec = podOf({ command: ['sh', '-c', `${pause}; exit 7`] });
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'static', namespace }, spec };
}

function podOf(main: object) {
  return { terminationGracePeriodSeconds: 0, containers: [container('main', main)] };
}

function container(name: string, more: object) {
  return { name, image: BUSYBOX_IMAGE, imagePullPolicy: 'IfNotPresent', ...more };
}
