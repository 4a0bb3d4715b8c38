import { components } from '../../../platform/fields/components.ts';
import type { Json } from '../../../values/json.ts';
import type { ChartLibrary } from '../../chart-library.ts';
import { defaultAt, isSame } from '../../known-chart.ts';
import { generationOf, newestKnown } from '../generation.ts';
import { places } from '../workloads.ts';
import { readExposure } from './read-exposure.ts';
import { readStorage } from './read-storage.ts';
import {
  keyOf,
  nameOf,
  readClickhouse,
  readKafka,
  readPostgres,
  readRedis,
  secretOf,
} from './read-stores.ts';
import { given, isTree, type Note, ValuesReading } from './read-values.ts';

type Decisions = { readonly [key: string]: Json };

/** What a values file of the community chart says about an installation, as a platform file says it. */
export interface CarriedOver {
  readonly decisions: Decisions;
  /** Keys that no template reads, and that were understood all the same. */
  readonly renamed: readonly Note[];
  /** What the platform file does not hold, and why. */
  readonly left: readonly Note[];
}

export function readCommunityValues(
  tree: { readonly [key: string]: unknown },
  library: ChartLibrary,
): CarriedOver {
  const values = new ValuesReading(tree);
  const { url, ingress, tls } = readExposure(values);
  const { kind: clickhouseKind, ...clickhouse } = readClickhouse(values);
  const decisions = given({
    url,
    features: featuresOf(values),
    retentionDays: values.number('sentry.cleanup.days'),
    sentry: notEmpty(readSentry(values)),
    admin: readAdmin(values),
    postgres: readPostgres(values),
    redis: readRedis(values),
    kafka: readKafka(values),
    clickhouse: clickhouseKind === undefined ? undefined : { kind: clickhouseKind, ...clickhouse },
    storage: readStorage(values),
    mail: readMail(values),
    ingress,
    tls,
    privateCa: readPrivateCa(values),
    components: notEmpty(readComponents(values)),
  });
  return { decisions, renamed: values.renamed, left: [...values.left, ...unknownKeys(values, library)] };
}

function featuresOf(values: ValuesReading): string | undefined {
  const profiles = values.value('profiles');
  return Array.isArray(profiles) && typeof profiles[0] === 'string' ? profiles[0] : undefined;
}

function readSentry(values: ValuesReading): Decisions {
  const [repository, tag] = [values.text('images.sentry.repository'), values.text('images.sentry.tag')];
  if (values.has('system.secretKey')) {
    values.leave(
      'system.secretKey',
      'no template reads it since 16.0.0; put the key into the Secret sentry-secret-key',
    );
  }
  return given({
    image: repository === undefined || tag === undefined ? undefined : { repository, tag },
    secretKey: secretOf(values, ['sentry.existingSecret'], ['sentry.existingSecretKey'], 'key'),
    registration: readRegistration(values),
  });
}

/** The chart lets strangers register unless told; a platform file does not. */
function readRegistration(values: ValuesReading): boolean {
  const said = values.flag('auth.register');
  if (said === undefined) {
    const message = 'is not there, so strangers may register; sentry.registration: false stops that';
    values.left.push({ key: 'auth.register', message });
  }
  return said ?? true;
}

function readAdmin(values: ValuesReading): Decisions {
  const email = values.text('user.email') ?? values.text('system.adminEmail');
  values.text('system.adminEmail');
  const secret = secretOf(
    values,
    ['user.existingSecret'],
    ['user.existingSecretKey', 'user.existingSecretPasswordKey'],
    'admin-password',
  );
  for (const key of ['user.password', 'user.adminPassword']) {
    values.password(
      key,
      typeof secret?.name === 'string' ? secret.name : 'sentry-admin-password',
      'admin-password',
    );
  }
  return given({ email, secret });
}

function readMail(values: ValuesReading): Decisions | undefined {
  const backend = values.text('mail.backend');
  const host = values.text('mail.host', 'email.host');
  if (host === undefined || backend === 'dummy') return undefined;
  const encryption = values.flag('mail.useSsl') ? 'tls' : values.flag('mail.useTls') ? 'starttls' : 'none';
  const user = values.text('mail.username');
  const secret = secretOf(values, ['mail.existingSecret'], ['mail.existingSecretKey'], 'mail-password');
  values.password('mail.password', nameOf(secret) ?? 'sentry-mail', keyOf(secret) ?? 'mail-password');
  return {
    kind: 'smtp',
    ...given({
      host,
      port: values.number('mail.port') ?? 25,
      from: values.text('mail.from'),
      encryption,
      user,
      secret: user === undefined ? undefined : (secret ?? {}),
    }),
  };
}

function readPrivateCa(values: ValuesReading): Decisions | undefined {
  const secret = values.text('sentry.web.customCA.secretName');
  return secret === undefined ? undefined : given({ secret, key: values.text('sentry.web.customCA.item') });
}

function readComponents(values: ValuesReading): Decisions {
  const overrides = components.map((component) => {
    const place = places[component];
    const memory =
      values.text(`${place}.resources.requests.memory`) ?? values.text(`${place}.resources.limits.memory`);
    values.text(`${place}.resources.limits.memory`);
    const override = given({
      replicas: values.number(`${place}.replicas`) ?? workerReplicas(values, place),
      cpu: values.text(`${place}.resources.requests.cpu`),
      memory,
    });
    return [component, override] as const;
  });
  return Object.fromEntries(overrides.filter(([, override]) => Object.keys(override).length > 0));
}

/** Replicas of a list of workers, when they are the same for all. */
function workerReplicas(values: ValuesReading, place: string): number | undefined {
  const key = `${place}.workers`;
  if (!values.has(key)) return undefined;
  const workers = values.value(key);
  const replicas = Array.isArray(workers) ? workers.filter(isTree).map((worker) => worker.replicas) : [];
  const [first] = replicas;
  if (typeof first === 'number' && replicas.every((count) => count === first)) return first;
  values.leave(
    key,
    'has workers of different replicas; keep the list in a values file of your own (delivery.ownValues)',
  );
  return undefined;
}

/** What is neither read above nor a default of the chart. */
function unknownKeys(values: ValuesReading, library: ChartLibrary): readonly Note[] {
  const { chart } = generationOf(newestKnown, library);
  return values.unread().flatMap(({ path, value }) => {
    const found = defaultAt(chart, path);
    if (found.state === 'known' && isSame(found.value, value)) return [];
    const message =
      found.state === 'unknown'
        ? 'the chart does not read it'
        : 'a platform file does not hold it; keep it in a values file of your own (delivery.ownValues)';
    return [{ key: path.join('.'), message }];
  });
}

function notEmpty(decisions: Decisions): Decisions | undefined {
  return isTree(decisions) && Object.keys(decisions).length > 0 ? decisions : undefined;
}
