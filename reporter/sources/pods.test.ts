import { beforeEach, describe, expect, it } from 'vitest';
import { eventObject } from '../../test/kubernetes-api/event-object.ts';
import { type PodFields, podObject, running, terminated } from '../../test/kubernetes-api/pod-object.ts';
import { namesOf } from '../policy/names.ts';
import { sampleFilter } from '../policy/sample-filter.ts';
import { createDedupe } from '../watch/dedupe.ts';
import { eventSource } from './events.ts';
import { jobSource } from './jobs.ts';
import { podSource } from './pods.ts';
import type { Source } from './source.ts';
import { eventsIn, see, testReporting } from './test-reporting.ts';
import { Told } from './told.ts';

let source: Source;
let shared: ReturnType<typeof testReporting>;

beforeEach(() => begin());

function begin(...options: Parameters<typeof testReporting>): void {
  shared = testReporting(...options);
  source = podSource({ ...shared, told: new Told() });
}

const pod = (fields: PodFields = {}) => podObject(fields, 1);
const crashed = (exitCode = 1, part = {}) => pod({ containers: [{ state: terminated(exitCode, part) }] });

describe('a container that fails', () => {
  it('is reported with what happened, to which workload, when', () => {
    const [event] = eventsIn(see(source, [crashed(139)]));
    expect(event).toMatchObject({
      logentry: {
        message: 'Error Deployment default/web: Container web was ended by SIGSEGV (exit code 139)',
      },
      level: 'error',
      timestamp: Date.UTC(2026, 0, 1, 0, 0, 30) / 1000,
      server_name: 'node-1',
      fingerprint: ['test', 'default', 'Deployment', 'web', 'web', 'container restarting'],
      tags: { container: 'web', node: 'node-1', reason: 'Error', workload_kind: 'Deployment', kind: 'Pod' },
    });
    expect(event?.contexts?.Container).toMatchObject({ 'exit code': expect.stringContaining('139') });
    expect(event?.contexts?.['Kubernetes event']).not.toHaveProperty('event');
  });

  it('for want of memory is fatal and named by its limit', () => {
    const object = pod({
      containers: [
        {
          state: terminated(137, { reason: 'OOMKilled' }),
          spec: { resources: { limits: { memory: '256Mi' } } },
        },
      ],
    });
    const [event] = eventsIn(see(source, [object]));
    expect(event?.level).toBe('fatal');
    expect(event?.logentry?.message).toBe(
      'OOMKilled Deployment default/web: Container web was killed for want of memory, its limit being 256Mi (exit code 137)',
    );
  });

  it('for want of memory, though its first process lived on and ended well', () => {
    const [event] = eventsIn(see(source, [crashed(0, { reason: 'OOMKilled' })]));
    expect(event?.logentry?.message).toContain('was killed for want of memory (exit code 0)');
  });

  it('says what it left in its termination log, without secrets', () => {
    const [event] = eventsIn(see(source, [crashed(1, { message: 'panic: password=hunter22 is wrong' })]));
    expect(event?.logentry?.message).toContain('\npanic: password=[redacted]');
    expect(JSON.stringify(event)).not.toContain('hunter22');
  });

  it('is reported once through changes that have nothing to do with it, and again when it fails again', () => {
    expect(eventsIn(see(source, [crashed()]))).toHaveLength(1);
    const touched = (n: number) =>
      pod({
        containers: [{ state: terminated(1) }],
        metadata: { annotations: { touched: String(n) } },
        status: { conditions: [{ type: 'Ready', status: 'False', n }] },
      });
    expect(see(source, [1, 2, 3, 4].map(touched))).toEqual(Array(4).fill('unchanged'));
    const restarted = pod({ containers: [{ restarts: 1, state: running, lastState: terminated(1) }] });
    expect(see(source, [restarted])).toEqual(['unchanged']);
    const again = pod({
      containers: [
        {
          restarts: 1,
          state: terminated(2, { containerID: 'containerd://2', finishedAt: '2026-01-01T00:02:00Z' }),
          lastState: terminated(1),
        },
      ],
    });
    const [event] = eventsIn(see(source, [again]));
    expect(event?.logentry?.message).toContain('exit code 2');
    expect(event?.contexts?.['Kubernetes event']).toMatchObject({ count: 2 });
  });

  it('and runs again before anyone looked is reported from its last state, as the same event', () => {
    const [first] = eventsIn(see(source, [crashed()]));
    begin();
    const missed = pod({ containers: [{ restarts: 1, state: running, lastState: terminated(1) }] });
    const [event] = eventsIn(see(source, [missed]));
    expect(event?.event_id).toBe(first?.event_id);
    expect(event?.fingerprint).toEqual(first?.fingerprint);
    expect(event?.timestamp).toEqual(first?.timestamp);
  });

  it.each([
    ['init', 'initContainers', 'Init container migrate'],
    ['ephemeral', 'ephemeralContainers', 'Ephemeral container migrate'],
  ] as const)('is reported when it is an %s container', (_, list, name) => {
    const object = pod({ [list]: [{ name: 'migrate', state: terminated(1) }] });
    const [event] = eventsIn(see(source, [object]));
    expect(event?.logentry?.message).toContain(`${name} ended with exit code 1`);
    expect(event?.tags).toMatchObject({ container: 'migrate' });
    expect(event?.level).toBe(list === 'initContainers' ? 'error' : 'warning');
  });

  it('is known, not reported, when it failed before the start', () => {
    expect(see(source, [crashed()], { known: true })).toEqual(['known']);
    expect(see(source, [crashed()])).toEqual(['unchanged']);
  });

  it('without times or ids is told by its number', () => {
    const bare = (restarts: number) =>
      pod({
        containers: [
          {
            restarts,
            state: terminated(137, {
              reason: 'ContainerStatusUnknown',
              containerID: undefined,
              finishedAt: null,
              startedAt: null,
            }),
          },
        ],
      });
    expect(eventsIn(see(source, [bare(0), bare(0), bare(1)]))).toHaveLength(2);
  });

  it('obeys the policy of repeats, by container', () => {
    begin({ kind: 'thinning', ms: 3_600_000 });
    const failures = Array.from({ length: 30 }, (_, n) =>
      pod({ containers: [{ restarts: n, state: terminated(1, { containerID: `containerd://${n}` }) }] }),
    );
    const results = see(source, failures);
    expect(eventsIn(results)).toHaveLength(2);
    expect(results.filter((result) => result === 'thinned')).toHaveLength(28);
  });
});

describe('a container that ends', () => {
  it('with 0 is no failure', () => {
    expect(see(source, [crashed(0)])).toEqual(['unchanged']);
  });

  it('because its pod is deleted is no failure, but one that failed before is', () => {
    const deleted = { deletionTimestamp: '2026-01-01T00:10:30Z', deletionGracePeriodSeconds: 30 };
    const at = (finishedAt: string, reason = 'Error') =>
      pod({
        containers: [{ state: terminated(143, { finishedAt, reason, containerID: finishedAt + reason }) }],
        metadata: deleted,
      });
    expect(see(source, [at('2026-01-01T00:10:05Z')])).toEqual(['expected']);
    expect(eventsIn(see(source, [at('2026-01-01T00:09:00Z')], { type: 'DELETED' }))).toHaveLength(1);
    expect(eventsIn(see(source, [at('2026-01-01T00:10:06Z', 'OOMKilled')]))).toHaveLength(1);
  });

  it('because its pod is evicted is left to the event that says so', () => {
    const evicted = pod({
      containers: [{ state: terminated(137) }],
      status: { phase: 'Failed', reason: 'Evicted' },
    });
    expect(see(source, [evicted])).toEqual(['expected']);
  });

  it('as a sidecar after the containers it served is no failure', () => {
    const sidecar = (state: unknown) =>
      pod({
        initContainers: [{ name: 'proxy', state: terminated(143), spec: { restartPolicy: 'Always' } }],
        containers: [{ state }],
      });
    expect(see(source, [sidecar(terminated(0))])).toEqual(['expected']);
    begin();
    expect(eventsIn(see(source, [sidecar(running)]))).toHaveLength(1);
  });
});

describe('the back-off after a failure', () => {
  const backOff = (fields: Readonly<Record<string, unknown>>, at: string) =>
    eventObject(
      {
        involved: {
          kind: 'Pod',
          namespace: 'default',
          name: pod().metadata.name,
          uid: pod().metadata.uid,
          fieldPath: 'spec.containers{web}',
        },
        at: Date.parse(at),
        ...fields,
      },
      7,
    );
  const events = () => eventSource({ ...shared, dedupe: createDedupe(100) });

  it('is in the same issue', () => {
    const [failure] = eventsIn(see(source, [crashed()]));
    begin();
    const [event] = eventsIn(see(events(), [backOff({}, '2026-01-01T00:00:40Z')]));
    expect(event?.fingerprint).toEqual(failure?.fingerprint);
  });

  it('adds nothing when the failure was told, and is a breadcrumb of the next', () => {
    see(source, [crashed()]);
    expect(see(events(), [backOff({}, '2026-01-01T00:00:40Z')])).toEqual(['merged']);
    const next = terminated(1, { containerID: 'containerd://2', finishedAt: '2026-01-01T00:02:00Z' });
    const [event] = eventsIn(see(source, [pod({ containers: [{ restarts: 1, state: next }] })]));
    expect(event?.breadcrumbs?.map(({ message }) => message)).toEqual([
      expect.stringContaining('BackOff: Back-off restarting failed container'),
    ]);
  });

  it('is reported when the failure was left out by a filter, and not when by the policy of repeats', () => {
    begin({ kind: 'all' }, sampleFilter({ reasons: namesOf(['Error']) }));
    expect(see(source, [crashed()])).toEqual(['reason']);
    expect(eventsIn(see(events(), [backOff({}, '2026-01-01T00:00:40Z')]))).toHaveLength(1);
    begin({ kind: 'thinning', ms: 3_600_000 });
    const next = terminated(1, { containerID: 'containerd://2', finishedAt: '2026-01-01T00:20:00Z' });
    see(source, [crashed(), pod({ containers: [{ restarts: 1, state: next }] })]);
    expect(see(events(), [backOff({}, '2026-01-01T00:20:10Z')])).toEqual(['merged']);
  });

  it('is reported when no failure was seen, or none lately', () => {
    expect(eventsIn(see(events(), [backOff({}, '2026-01-01T00:00:40Z')]))).toHaveLength(1);
    begin();
    see(source, [crashed()]);
    expect(eventsIn(see(events(), [backOff({}, '2026-01-01T00:30:00Z')]))).toHaveLength(1);
    begin();
    see(source, [crashed(0)]);
    expect(eventsIn(see(events(), [backOff({}, '2026-01-01T00:00:40Z')]))).toHaveLength(1);
  });
});

describe('what a watched pod tells of its owner', () => {
  it.each([
    ['DaemonSet', { kind: 'DaemonSet', name: 'logs' }, 'logs-abcde', {}, { kind: 'DaemonSet', name: 'logs' }],
    ['plain Job', { kind: 'Job', name: 'import' }, 'import-b2c4d', {}, { kind: 'Job', name: 'import' }],
    [
      'Rollout',
      { kind: 'ReplicaSet', name: 'api-6d5f7c9b8d' },
      'api-6d5f7c9b8d-x2x7k',
      { 'rollouts-pod-template-hash': '6d5f7c9b8d' },
      { kind: 'Rollout', name: 'api' },
    ],
    [
      'ClickHouseInstallation',
      { kind: 'StatefulSet', name: 'chi-events-main-0-1' },
      'chi-events-main-0-1-0',
      { 'clickhouse.altinity.com/chi': 'events' },
      { kind: 'ClickHouseInstallation', name: 'events' },
    ],
  ])(
    'names its %s in tags and title, and leaves the grouping to names',
    (_, owner, name, labels, workload) => {
      const state = terminated(1);
      const owned = podObject({ name, owner, labels, uid: name, containers: [{ state }] }, 1);
      const [event] = eventsIn(see(source, [owned]));
      expect(event?.tags).toMatchObject({ workload_kind: workload.kind, workload: workload.name });
      expect(event?.logentry?.message).toContain(`${workload.kind} default/${workload.name}:`);
      const involved = {
        kind: 'Pod',
        namespace: 'default',
        name,
        uid: 'not watched',
        fieldPath: 'spec.containers{web}',
      };
      begin();
      const unowned = eventSource({ ...shared, dedupe: createDedupe(100) });
      const [backOff] = eventsIn(see(unowned, [eventObject({ involved }, 9)]));
      expect(event?.fingerprint).toEqual(backOff?.fingerprint);
    },
  );
});

describe('a static pod', () => {
  const hash = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
  const mirror = (part: object = {}) =>
    podObject(
      {
        name: 'etcd-node-1',
        labels: {},
        owner: { kind: 'Node', name: 'node-1' },
        metadata: { annotations: { 'kubernetes.io/config.hash': hash, 'kubernetes.io/config.mirror': hash } },
        containers: [{ state: terminated(1) }],
        ...part,
      },
      1,
    );
  const event = (reason: string, at: string, serial: number) =>
    eventObject(
      {
        involved: {
          kind: 'Pod',
          namespace: 'default',
          name: 'etcd-node-1',
          uid: hash,
          fieldPath: 'spec.containers{web}',
        },
        reason,
        type: reason === 'BackOff' ? 'Warning' : 'Normal',
        at: Date.parse(at),
      },
      serial,
    );

  it('has the events that name it by the hash of its manifest, and its back-off is merged', () => {
    const events = eventSource({ ...shared, dedupe: createDedupe(100) });
    see(events, [event('Started', '2026-01-01T00:00:00Z', 1)]);
    const [failure] = eventsIn(see(source, [mirror()]));
    expect(failure?.breadcrumbs).toMatchObject([{ message: expect.stringMatching(/^Started:/) }]);
    expect(see(events, [event('BackOff', '2026-01-01T00:00:40Z', 2)])).toEqual(['merged']);
  });

  it('is no pod that only says so', () => {
    const events = eventSource({ ...shared, dedupe: createDedupe(100) });
    see(events, [event('Started', '2026-01-01T00:00:00Z', 1)]);
    const owner = { kind: 'ReplicaSet', name: 'etcd' };
    const [failure] = eventsIn(see(source, [mirror({ owner })]));
    expect(failure?.breadcrumbs).toEqual([]);
  });
});

describe('the failed pods of a Job', () => {
  const owner = { kind: 'Job', name: 'import' };
  const ofJob = (name: string, exitCode: number) =>
    podObject({ name, uid: name, owner, labels: {}, containers: [{ state: terminated(exitCode) }] }, 1);

  it("are breadcrumbs of the Job's failure, and of one another", () => {
    const [, second] = eventsIn(see(source, [ofJob('import-b2c4d', 3), ofJob('import-f5g6h', 4)]));
    expect(second?.breadcrumbs).toMatchObject([
      {
        message: 'Job import Error: Container web ended with exit code 3 in pod import-b2c4d',
        level: 'warning',
      },
    ]);
    const jobs = jobSource({ ...shared, told: new Told() });
    const conditions = [
      {
        type: 'Failed',
        status: 'True',
        reason: 'BackoffLimitExceeded',
        lastTransitionTime: '2026-01-01T00:01:00Z',
      },
    ];
    const uid = ofJob('import-b2c4d', 3).metadata.ownerReferences;
    const [controller] = uid as readonly { readonly uid: string }[]; // as the fixture makes it
    const job = {
      metadata: { uid: controller?.uid, name: 'import', namespace: 'default' },
      status: { conditions },
    };
    const [failure] = eventsIn(see(jobs, [job]));
    expect(failure?.breadcrumbs?.map(({ message }) => message)).toEqual([
      'Error: Container web ended with exit code 3 in pod import-b2c4d',
      'Error: Container web ended with exit code 4 in pod import-f5g6h',
    ]);
  });
});

describe('what is no pod', () => {
  it.each([null, 'text', {}, { metadata: { uid: 'u' } }, { metadata: { uid: 1, name: [], namespace: {} } }])(
    'is counted as malformed: %j',
    (object) => {
      expect(see(source, [object])).toEqual(['malformed']);
    },
  );

  it('though parts of it are not what they should be, is read as far as it goes', () => {
    const odd = pod({
      status: {
        containerStatuses: [
          null,
          1,
          { name: 'a', state: [] },
          { name: 'web', state: terminated(1), restartCount: 'x' },
        ],
        initContainerStatuses: 'none',
      },
    });
    expect(eventsIn(see(source, [odd]))).toHaveLength(1);
  });
});
