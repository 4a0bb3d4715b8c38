import { values } from '../charts/sentry-clickhouse/values.ts';
import type { Platform } from '../platform/fields/platform.ts';
import type { Names } from '../platform/names/names.ts';
import type { Json } from '../values/json.ts';
import { about, type Setting, setting, shared } from '../yaml/settings.ts';
import type { KnownChart } from './known-chart.ts';
import { ownChart } from './own-chart.ts';

export function clickhouseChart(): KnownChart {
  return ownChart('sentry-clickhouse', values);
}

type Operated = Platform['clickhouse'] & { readonly kind: 'operator' };

/** Values of this project's chart sentry-clickhouse. */
export function clickhouseSettings(platform: Platform, { installation }: Names): readonly Setting[] {
  const { clickhouse, namespaces, cluster } = platform;
  if (clickhouse.kind !== 'operator' || installation === undefined) return [];
  return [
    about(
      'operator',
      'The operator that carries this out; its version decides what the chart may ask of it.',
    ),
    shared('operator.version', clickhouse.operator.version),
    shared('operator.namespace', namespaces.operator),
    setting('clusterDomain', cluster.domain),
    ...installationSettings(platform, clickhouse, installation.name),
    ...keeperSettings(clickhouse, installation.keeper.cluster),
    ...(installation.namespace === namespaces.sentry
      ? []
      : [
          setting(
            'networkPolicy.clients',
            [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespaces.sentry } } }],
            'Snuba runs in another namespace than ClickHouse.',
          ),
        ]),
  ];
}

function installationSettings(platform: Platform, clickhouse: Operated, name: string): readonly Setting[] {
  const { cluster, replicas, imageTag, storage, storageClass, secret, clients } = clickhouse;
  return [
    shared('clickhouse.name', name, `Sentry reaches it as clickhouse-${name}. It cannot change later.`),
    shared('clickhouse.clusterName', cluster, 'Snuba is told the same name. It cannot change later.'),
    shared('clickhouse.replicas', replicas),
    ...(imageTag === undefined ? [] : [setting('clickhouse.image.tag', imageTag)]),
    setting('clickhouse.persistence.size', storage),
    ...(storageClass === undefined ? [] : [setting('clickhouse.persistence.storageClass', storageClass)]),
    setting('clickhouse.resources', resources(platform, clickhouse), `Size ${platform.size}.`),
    about('clickhouse.user', 'The password of the user sentry, the same that Snuba reads.'),
    shared('clickhouse.user.existingSecret', secret.name),
    shared('clickhouse.user.existingSecretKey', secret.key),
    setting('clickhouse.user.networks', clients, 'Addresses of pods that may log in.'),
    ...placementSettings('clickhouse', clickhouse),
  ];
}

function keeperSettings(clickhouse: Operated, cluster: string): readonly Setting[] {
  const { keeper, storageClass } = clickhouse;
  return [
    shared('keeper.name', keeper.name, 'Hosts of Keepers begin with it. It cannot change later.'),
    shared('keeper.clusterName', cluster),
    shared('keeper.replicas', keeper.replicas, 'It cannot change later: growing a live ensemble empties it.'),
    setting('keeper.persistence.size', keeper.storage),
    ...(storageClass === undefined ? [] : [setting('keeper.persistence.storageClass', storageClass)]),
    ...placementSettings('keeper', clickhouse),
  ];
}

function placementSettings(group: 'clickhouse' | 'keeper', { placement }: Operated): readonly Setting[] {
  const [hosts, zones] = spreads[placement.spread];
  // Left out where the file says nothing, so that no key of a toleration is there without a value.
  const tolerations: Json = JSON.parse(JSON.stringify(placement.tolerations));
  return [
    setting(`${group}.spread.hosts`, hosts, 'How far apart the pods stand.'),
    setting(`${group}.spread.zones`, zones),
    ...Object.entries(placement.nodeSelector).map(([key, value]) =>
      setting([group, 'nodeSelector', key], value),
    ),
    setting(`${group}.tolerations`, tolerations),
  ];
}

const spreads = {
  host: ['required', 'preferred'],
  zone: ['required', 'required'],
  preferred: ['preferred', 'preferred'],
  none: ['none', 'none'],
} as const;

function resources({ size }: Platform, { cpu, memory }: Operated): Json {
  const [usualCpu, usualMemory] = sizes[size];
  const limit = memory ?? usualMemory;
  return { requests: { cpu: cpu ?? usualCpu, memory: limit }, limits: { memory: limit } };
}

/** One replacement query of Snuba may take 10 GB; small is for trials. */
const sizes = { small: ['1', '4Gi'], medium: ['2', '16Gi'], large: ['8', '32Gi'] } as const;
