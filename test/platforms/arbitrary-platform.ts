import fc from 'fast-check';
import { installationFields } from '../../synth/platform/fields/platform.ts';
import type { Field, Fields, Shape } from '../../synth/platform/spec/field.ts';

type Data = { readonly [key: string]: unknown };

/** Values that no pattern tells apart from others: only these pass the rules that read them. */
const chosen: Readonly<Record<string, readonly unknown[]>> = {
  url: ['https://sentry.example.com', 'http://sentry.localhost', 'https://errors.internal.example.com:8443'],
  'sentry.version': ['26.8.1', '29.0.0', '32.1.0', '33.4.0', '34.0.0'],
  'clickhouse.operator.version': ['0.26.0', '0.26.3', '0.27.0', '0.27.1', '0.27.2', '0.27.4', '0.28.0'],
  'clickhouse.keeper.replicas': [3, 5],
  'clickhouse.clients': [['10.0.0.0/8'], ['10.1.0.0/16', 'fc00::/7'], ['0.0.0.0/0']],
  'clickhouse.release': ['sentry-clickhouse', 'events', 'c', 'clickhouse-of-the-sentry-1'],
  'clickhouse.keeper.name': ['clickhouse-keeper', 'k', 'keeper-of-the-clickhouse-of-sentry'],
  'kafka.brokers': [['kafka:9092'], ['kafka-0.example.com:9093', 'kafka-1.example.com:9093']],
};

/** Any installation that the fields allow, made to fit the rules between them. */
export const arbitraryInstallation: fc.Arbitrary<Data> = dataOf(installationFields, '').map(fitting);

/** Any platform file, with up to two environments that change some of what is shared. */
export const arbitraryPlatform: fc.Arbitrary<Data> = fc
  .tuple(
    arbitraryInstallation,
    fc.dictionary(fc.constantFrom('staging', 'production', 'eu-1'), arbitraryInstallation, {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  )
  .map(([shared, environments]) => ({ version: 1, ...shared, environments }));

function dataOf(fields: Fields, path: string): fc.Arbitrary<Data> {
  const entries = Object.entries(fields).map(([key, field]) => [
    key,
    valueOfField(field, path === '' ? key : `${path}.${key}`),
  ]);
  const required = Object.entries(fields)
    .filter(([, { presence }]) => presence.kind === 'required')
    .map(([key]) => key);
  return fc.record(Object.fromEntries(entries), { requiredKeys: required, noNullPrototype: true });
}

function valueOfField({ shape }: Field, path: string): fc.Arbitrary<unknown> {
  const values = chosen[path];
  const fits = values?.every((value) => Array.isArray(value) === (shape.kind === 'list'));
  return values === undefined || fits === false ? valueOfShape(shape, path) : fc.constantFrom(...values);
}

function valueOfShape(shape: Shape, path: string): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      if (shape.choices !== undefined) return fc.constantFrom(...shape.choices);
      return fc
        .stringMatching(new RegExp(`^(?:${shape.pattern})$`), { size: 'small' })
        .filter(
          (text) =>
            text.length <= shape.maxLength &&
            text.length < 40 &&
            new RegExp(`^(?:${shape.pattern})$`).test(text),
        );
    case 'integer':
      return fc.integer({ min: shape.minimum, max: Math.min(shape.maximum, shape.minimum + 2000) });
    case 'flag':
      return fc.boolean();
    case 'list':
      return fc.uniqueArray(valueOfShape(shape.items, path), { minLength: shape.minItems, maxLength: 3 });
    case 'map':
      return fc.dictionary(
        valueOfShape(shape.keys, path) as fc.Arbitrary<string>,
        valueOfShape(shape.values, path),
        {
          maxKeys: 3,
          noNullPrototype: true,
        },
      ); // keys are a text shape
    case 'section':
      return dataOf(shape.fields, path);
    case 'variants':
      return fc.oneof(
        ...Object.entries(shape.variants).map(([kind, { fields }]) =>
          dataOf(fields, path).map((data) => ({ kind, ...data })),
        ),
      );
  }
}

/** Settles what two keys must agree about, as the person would who is told by the rules. */
function fitting(data: Data): Data {
  const fitted: Record<string, unknown> = { ...data };
  const ingress = asData(data.ingress).kind ?? 'ingress';
  const tls = asData(data.tls).kind;
  const isPlain = String(data.url).startsWith('http:');
  if (
    isPlain ||
    ingress === 'none' ||
    ingress === 'gateway' ||
    (tls === 'ingress-shim' && ingress !== 'ingress')
  ) {
    fitted.tls = { kind: 'none' };
  }
  const kafka = asData(data.kafka);
  if (kafka.kind === 'external') {
    const { sasl, ...rest } = kafka;
    fitted.kafka = String(kafka.protocol ?? '').startsWith('sasl_') ? { ...rest, sasl: sasl ?? {} } : rest;
  }
  const mail = asData(data.mail);
  if (mail.kind === 'smtp') {
    const { user, secret, ...rest } = mail;
    fitted.mail = user === undefined ? rest : { ...rest, user, secret: secret ?? {} };
  }
  return fitted;
}

function asData(value: unknown): Data {
  return typeof value === 'object' && value !== null ? (value as Data) : {}; // made by dataOf
}
