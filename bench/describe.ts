import { systemClock } from '../reporter/clock.ts';
import { describe } from '../reporter/describe/describe.ts';
import { History } from '../reporter/describe/history.ts';
import type { Surroundings } from '../reporter/describe/surroundings.ts';
import { corpus } from '../reporter/group/corpus/corpus.ts';
import { fingerprint } from '../reporter/group/fingerprint.ts';
import type { EventRecord } from '../reporter/kubernetes/event-record.ts';
import { sampleRecord } from '../reporter/kubernetes/sample-record.ts';
import { namesOf } from '../reporter/policy/names.ts';
import { MarkReader } from '../reporter/route/mark-reader.ts';
import { Router } from '../reporter/route/router.ts';
import { prepare } from '../reporter/sentry/preparer.ts';

const dsn = 'https://0123456789abcdef@sentry.example.com/1';
const options = { cluster: 'prod', environment: 'live', release: undefined, globalTags: { team: 'shop' } };
const now = Date.parse('2026-11-24T10:06:00Z');
const rounds = 30;

/** What describing, grouping and routing cost for each message of the corpus, said of ten pods. */
export async function benchDescribe(): Promise<readonly string[]> {
  const records = corpus.flatMap(([reason, component, , message]) =>
    Array.from({ length: 10 }, (_, at) => recordOf(reason, component, message, at)),
  );
  const history = new History();
  for (const record of records)
    history.remember({ ...record, uid: `earlier of ${record.uid}`, lastSeen: now - 1 });
  const crumbs = records.map((record) => history.before(record));
  const described = (record: EventRecord, at: number, around?: Surroundings) =>
    describe(record, crumbs[at] ?? [], options, now, around);

  const lines = [
    await costs('JSON there and back, as a yardstick', records, (record) =>
      JSON.parse(JSON.stringify(record)),
    ),
    await costs('grouping', records, (record) => fingerprint(record, 'prod')),
    await costs('describing and grouping', records, (record, at) => described(record, at)),
    await costs('the same with the pod, its controller and its node', records, (record, at) =>
      described(record, at, surroundings),
    ),
    await costs('describing, grouping and the SDK', records, (record, at) => {
      const event = described(record, at);
      return prepare({ ...event, event_id: event.event_id ?? '' });
    }),
  ];
  return [...lines, await routing(records)];
}

/** Routing where everything was read before. */
async function routing(records: readonly EventRecord[]): Promise<string> {
  let requests = 0;
  const get = async () => {
    requests += 1;
    return { metadata: { annotations: { 'k8s.sentry.io/dsn': dsn } } };
  };
  const marks = new MarkReader({ api: { get }, clock: systemClock, environmentKey: undefined });
  const hosts = namesOf(['sentry.example.com']);
  const router = new Router({ dsn, hosts, environmentKey: undefined, marks, count: () => {} });
  for (const { involved } of records) await router.route(involved);
  const cold = requests;
  const line = await costs('routing on a warm cache', records, ({ involved }) => router.route(involved));
  return `${line}, ${requests - cold} API requests`;
}

/** Microseconds of processor time for each event: the least and the median of the rounds. */
async function costs(
  what: string,
  records: readonly EventRecord[],
  action: (record: EventRecord, at: number) => unknown,
): Promise<string> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    for (const [at, record] of records.entries()) {
      const result = action(record, at);
      if (result instanceof Promise) await result;
    }
    const { user, system } = process.cpuUsage(start);
    figures.push((user + system) / records.length);
  }
  figures.sort((one, other) => one - other);
  const [least = 0, median = 0] = [figures[0], figures[Math.floor(rounds / 2)]];
  return `${what}: ${median.toFixed(1)} µs an event (least ${least.toFixed(1)})`;
}

function recordOf(reason: string, component: string, message: string, at: number): EventRecord {
  const name = `api-6d5f7c9b8d-x2${at}7k`;
  return sampleRecord({
    uid: `${reason} ${at}`,
    reason,
    component,
    message: message.replaceAll('api-6d5f7c9b8d-x2x7k', name),
    involved: {
      kind: 'Pod',
      namespace: 'shop',
      name,
      uid: `uid of ${name}`,
      fieldPath: 'spec.containers{app}',
    },
  });
}

const metadata = {
  name: 'api',
  namespace: 'shop',
  creationTimestamp: '2026-11-24T09:00:00Z',
  labels: { app: 'api', 'pod-template-hash': '6d5f7c9b8d', 'app.kubernetes.io/version': '1.4' },
  annotations: {
    'example.com/owner': 'team-shop',
    'kubectl.kubernetes.io/restartedAt': '2026-11-24T09:00:00Z',
  },
};
const conditions = [
  {
    type: 'Ready',
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [app]',
  },
  { type: 'PodScheduled', status: 'True' },
];
const containers = [{ name: 'app', image: 'registry.example.com/api:1.4' }];
const surroundings: Surroundings = {
  object: { kind: 'Pod', metadata, spec: { containers }, status: { phase: 'Running', conditions } },
  controller: { kind: 'Deployment', metadata, spec: { replicas: 3, template: { spec: { containers } } } },
  containerStatus: {
    name: 'app',
    restartCount: 4,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
    lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
  },
  nodeObject: { metadata: { ...metadata, name: 'node-1' }, status: { conditions } },
};
