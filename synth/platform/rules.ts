import { isIP } from 'node:net';
import type { Platform } from './fields/platform.ts';
import { keeperCluster } from './names/clickhouse.ts';
import { type SecretId, secretsOf } from './names/secrets.ts';
import { isAtLeast, majorOf } from './versions.ts';

/** What no single field can know: how the decisions of one platform fit together. */
export interface Misfit {
  readonly path: string;
  readonly message: string;
}

/** ClickHouse and Keeper pods carry a volume named after both, of at most 63 characters. */
const longestPair = 41;
/** Majors of the community chart whose keys were checked against its values and templates. */
const knownMajors = [26, 29, 30, 31, 32, 33];

/** Where the platform file names each Secret. */
const secretPlaces: Readonly<Record<SecretId, string>> = {
  admin: 'admin.secret',
  clickhouse: 'clickhouse.secret',
  'clickhouse-operator': 'clickhouse.operator.secret',
  gcs: 'storage.secret',
  kafka: 'kafka.sasl.secret',
  mail: 'mail.secret',
  oidc: 'sso.secret',
  postgres: 'postgres.secret',
  'private-ca': 'privateCa',
  redis: 'redis.secret',
  reporter: 'reporter.secret',
  s3: 'storage.secret',
  'secret-key': 'sentry.secretKey',
  tls: 'tls.secret',
};

export function rules(platform: Platform): readonly Misfit[] {
  return [
    ...exposureRules(platform),
    ...clickhouseRules(platform),
    ...storeRules(platform),
    ...releaseRules(platform),
    ...chartRules(platform),
    ...secretRules(platform),
    ...deliveryRules(platform),
  ];
}

function exposureRules({ url, tls, ingress }: Platform): readonly Misfit[] {
  const misfits: Misfit[] = [];
  if (!URL.canParse(url))
    misfits.push({ path: 'url', message: 'is not a URL; expected one such as https://sentry.example.com' });
  if (tls.kind !== 'none' && url.startsWith('http:')) {
    misfits.push({ path: 'url', message: `begins with http:, but tls.kind is ${tls.kind}; write https:` });
  }
  if (tls.kind !== 'none' && (ingress.kind === 'none' || ingress.kind === 'gateway')) {
    const holder = ingress.kind === 'none' ? 'whatever routes your requests' : 'the Gateway';
    misfits.push({
      path: 'tls.kind',
      message: `with ingress.kind ${ingress.kind} the certificate belongs to ${holder}; expected none`,
    });
  }
  if (tls.kind === 'ingress-shim' && ingress.kind === 'traefik') {
    misfits.push({
      path: 'tls.kind',
      message: 'cert-manager reads annotations of an Ingress only; expected cert-manager or secret',
    });
  }
  return misfits;
}

function clickhouseRules({ clickhouse }: Platform): readonly Misfit[] {
  if (clickhouse.kind !== 'operator') return [];
  const misfits: Misfit[] = [];
  const { release, cluster, keeper, operator, replicas, clients } = clickhouse;
  if (release.length + cluster.length > longestPair) {
    misfits.push({
      path: 'clickhouse.cluster',
      message: `release and cluster have ${release.length + cluster.length} characters together; pods cannot be created with more than ${longestPair}`,
    });
  }
  if (keeper.name.length + keeperCluster.length > longestPair) {
    misfits.push({
      path: 'clickhouse.keeper.name',
      message: `expected at most ${longestPair - keeperCluster.length} characters; pods cannot be created with more`,
    });
  }
  if (keeper.replicas % 2 === 0) {
    misfits.push({
      path: 'clickhouse.keeper.replicas',
      message: 'expected 1, 3 or 5: an even number survives no more than one less',
    });
  }
  if (keeper.replicas === 1 && replicas > 1) {
    misfits.push({
      path: 'clickhouse.keeper.replicas',
      message: `${replicas} replicas depend on it; expected 3 or 5`,
    });
  }
  if (!isAtLeast(operator.version, '0.26.0')) {
    misfits.push({
      path: 'clickhouse.operator.version',
      message:
        'before 0.26.0 every statement ON CLUSTER hangs with ClickHouse 25.8; expected 0.26.0 or later',
    });
  }
  clients.forEach((range, index) => {
    if (!isAddressRange(range)) {
      misfits.push({
        path: 'clickhouse.clients',
        message: `entry ${index + 1} is not an address range such as 10.0.0.0/8`,
      });
    }
  });
  return misfits;
}

function storeRules({ kafka, mail }: Platform): readonly Misfit[] {
  const misfits: Misfit[] = [];
  if (kafka.kind === 'external') {
    const needsSasl = kafka.protocol.startsWith('sasl_');
    if (needsSasl && kafka.sasl === undefined) {
      misfits.push({
        path: 'kafka.sasl',
        message: `is missing; protocol ${kafka.protocol} needs credentials (sasl: {} takes the usual names)`,
      });
    }
    if (!needsSasl && kafka.sasl !== undefined) {
      misfits.push({
        path: 'kafka.protocol',
        message: 'expected sasl_plaintext or sasl_ssl, because kafka.sasl is there',
      });
    }
    if (kafka.brokers.some((broker) => Number(broker.split(':')[1]) > 65_535)) {
      misfits.push({ path: 'kafka.brokers', message: 'a port is not one of 1 to 65535' });
    }
  }
  if (mail.kind === 'smtp' && (mail.user === undefined) !== (mail.secret === undefined)) {
    misfits.push({
      path: mail.user === undefined ? 'mail.user' : 'mail.secret',
      message: 'is missing; user and secret belong together',
    });
  }
  return misfits;
}

function releaseRules({ sentry, clickhouse, namespaces, reporter }: Platform): readonly Misfit[] {
  const misfits: Misfit[] = [];
  if (majorOf(sentry.version) < 33 && !knownMajors.includes(majorOf(sentry.version))) {
    misfits.push({
      path: 'sentry.version',
      message: `the keys of this version could not be checked; expected a version of ${knownMajors.join(', ')} or later`,
    });
  }
  const releases = [
    { path: 'sentry.release', name: sentry.release, namespace: namespaces.sentry },
    ...(clickhouse.kind === 'operator'
      ? [
          {
            path: 'clickhouse.release',
            name: clickhouse.release,
            namespace: namespaces.clickhouse ?? namespaces.sentry,
          },
          {
            path: 'clickhouse.operator.release',
            name: clickhouse.operator.release,
            namespace: namespaces.operator,
          },
        ]
      : []),
    ...(reporter.enabled
      ? [{ path: 'reporter.release', name: reporter.release, namespace: namespaces.reporter }]
      : []),
  ];
  for (const [index, release] of releases.entries()) {
    const earlier = releases
      .slice(0, index)
      .find(({ name, namespace }) => name === release.name && namespace === release.namespace);
    if (earlier !== undefined) {
      misfits.push({
        path: release.path,
        message: `is also ${earlier.path}, in the same namespace ${release.namespace}`,
      });
    }
  }
  return misfits;
}

/** What the community chart of before 29 cannot do. */
function chartRules({ sentry, clickhouse, ingress, kafka, features, storage }: Platform): readonly Misfit[] {
  if (majorOf(sentry.version) >= 29) return [];
  const since = (what: string) => `chart sentry ${sentry.version} ${what}; 29.0.0 and later can`;
  return [
    ...(ingress.kind === 'gateway' || ingress.kind === 'traefik'
      ? [{ path: 'ingress.kind', message: since(`knows no ${ingress.kind}`) }]
      : []),
    ...(kafka.kind === 'external' && kafka.sasl !== undefined
      ? [{ path: 'kafka.sasl', message: since('cannot take credentials of Kafka from a Secret') }]
      : []),
    ...(kafka.kind === 'external' && kafka.createTopics
      ? [{ path: 'kafka.createTopics', message: since('cannot create topics of an external Kafka') }]
      : []),
    ...(clickhouse.kind === 'external' && clickhouse.tls
      ? [{ path: 'clickhouse.tls', message: since('cannot encrypt the way to ClickHouse') }]
      : []),
    ...(features === 'errors-only'
      ? [{ path: 'features', message: since('cannot leave parts of Sentry out') }]
      : []),
    ...(storage.kind === 's3' && storage.nodestore
      ? [{ path: 'storage.nodestore', message: since('keeps event bodies in PostgreSQL only') }]
      : []),
  ];
}

/** One key of one Secret holds one thing. */
function secretRules(platform: Platform): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const meanings = new Map<string, string>();
  for (const { id, name, namespaces, entries } of secretsOf(platform)) {
    for (const { key, holds } of entries) {
      for (const namespace of namespaces) {
        const place = `${namespace}/${name}/${key}`;
        const before = meanings.get(place);
        if (before === undefined) meanings.set(place, holds);
        else
          misfits.push({
            path: secretPlaces[id],
            message: `key ${key} of the Secret ${name} is there for ${before}; give ${holds} another`,
          });
      }
    }
  }
  return misfits;
}

/** A file that is laid over the values of a chart does not fit where they stand one level deeper. */
function deliveryRules({ delivery }: Platform): readonly Misfit[] {
  const own = delivery.ownValues.filter((id) => id === 'sentry-clickhouse' || id === 'sentry-kubernetes');
  if (!delivery.werf.umbrella || own.length === 0) return [];
  return [
    {
      path: 'delivery.ownValues',
      message: `names ${own.join(' and ')}, whose values stand under the name of the chart with delivery.werf.umbrella, so that ${own.map((id) => `values/own/${id}.yaml`).join(' and ')} cannot be laid over them; leave out one of the two`,
    },
  ];
}

function isAddressRange(range: string): boolean {
  const [address = '', prefix = ''] = range.split('/');
  const family = isIP(address);
  return family !== 0 && Number(prefix) <= (family === 4 ? 32 : 128);
}
