import { choice, flag, integer, listOf, oneKindOf, optional, section, text } from '../spec/field.ts';
import { broker, bucket, dnsName, host, httpsUrl, identifier, line, secretKey, size } from './formats.ts';
import { secretKeyRef } from './secrets.ts';

const port = (standard: number, what: string) =>
  integer({ doc: `Port of ${what}.`, default: standard, minimum: 1, maximum: 65_535 });

export const postgres = oneKindOf(
  'The database that holds users, projects, issues and settings. Sentry needs PostgreSQL 14 or later.',
  {
    external: {
      doc: 'A PostgreSQL that you run: the choice for production.',
      fields: {
        host: text(host, { doc: 'Host of the primary.', example: 'postgres.example.com' }),
        port: port(5432, 'PostgreSQL'),
        database: text(identifier, { doc: 'Database; it must exist.', default: 'sentry' }),
        user: text(identifier, { doc: 'User; it must own the database.', default: 'sentry' }),
        sslMode: optional(
          choice(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'], {
            doc: "How strictly the connection is encrypted; left out, libpq's own default holds.",
          }),
        ),
        secret: secretKeyRef("the user's password", 'sentry-postgresql', 'postgresql-password'),
      },
    },
    bundled: {
      doc: "The Sentry chart's own single PostgreSQL, from an image that gets no updates. For trials.",
      fields: {
        secret: secretKeyRef('the password of user postgres', 'sentry-postgresql', 'postgres-password'),
        storage: text(size, { doc: 'Size of its volume.', default: '20Gi' }),
      },
    },
  },
);

export const redis = oneKindOf('Cache, buffers and rate limits.', {
  external: {
    doc: 'A Redis or Valkey that you run.',
    fields: {
      host: text(host, { doc: 'Host of the primary.', example: 'redis.example.com' }),
      port: port(6379, 'Redis'),
      database: integer({ doc: 'Number of the database.', default: 0, minimum: 0, maximum: 15 }),
      tls: flag({ doc: 'Whether the connection is encrypted.', default: false }),
      secret: optional(
        section('Secret with the password; left out, Redis asks for none.', {
          name: text(dnsName, { doc: 'Name of the Secret.', default: 'sentry-redis' }),
          key: text(secretKey, { doc: 'Key in that Secret.', default: 'redis-password' }),
        }),
      ),
    },
  },
  bundled: {
    doc: "The Sentry chart's own Redis, without a password, from an image that gets no updates. For trials.",
    fields: {},
  },
});

export const kafka = oneKindOf(
  'The queue between ingestion and processing.',
  {
    bundled: {
      doc: "The Sentry chart's own Kafka, from an image that gets no updates.",
      fields: {
        brokers: integer({
          doc: 'Brokers; with three or more each topic is kept three times.',
          default: 3,
          minimum: 1,
          maximum: 9,
        }),
        storage: text(size, { doc: 'Size of the volume of each broker.', default: '20Gi' }),
      },
    },
    external: {
      doc: 'A Kafka that you run.',
      fields: {
        brokers: listOf(text(broker, { doc: 'One broker.' }), {
          doc: 'Bootstrap brokers, as host:port.',
          minItems: 1,
          example: ['kafka-0.example.com:9092', 'kafka-1.example.com:9092', 'kafka-2.example.com:9092'],
        }),
        protocol: choice(['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'], {
          doc: 'Security protocol of the listener.',
          default: 'plaintext',
        }),
        createTopics: flag({
          doc: 'Whether the release creates the topics. Say true where Kafka does not create topics on first use.',
          default: false,
        }),
        replicationFactor: integer({
          doc: 'Copies of each topic that the release creates.',
          default: 3,
          minimum: 1,
          maximum: 9,
        }),
        sasl: optional(
          section('Credentials, for a protocol that begins with sasl_.', {
            secret: section('Secret with mechanism, user and password; it must exist.', {
              name: text(dnsName, { doc: 'Name of the Secret.', default: 'sentry-kafka' }),
              mechanismKey: text(secretKey, { doc: 'Key of the mechanism.', default: 'mechanism' }),
              usernameKey: text(secretKey, { doc: 'Key of the user.', default: 'username' }),
              passwordKey: text(secretKey, { doc: 'Key of the password.', default: 'password' }),
            }),
          }),
        ),
      },
    },
  },
  'bundled',
);

export const storage = oneKindOf(
  'Where attachments, debug files, source maps, replays and profiles are kept.',
  {
    filesystem: {
      doc: 'A volume of the web pods. One node can mount it, so Sentry cannot spread over nodes.',
      fields: {
        size: text(size, { doc: 'Size of the volume.', default: '10Gi' }),
        storageClass: optional(text(dnsName, { doc: "Storage class; left out, the cluster's default." })),
      },
    },
    s3: {
      doc: 'An S3 bucket, of AWS or compatible.',
      fields: {
        bucket: text(bucket, { doc: 'Bucket; it must exist.', example: 'sentry-files' }),
        profilesBucket: optional(text(bucket, { doc: 'Bucket of profiles; left out, the same.' })),
        region: optional(text(line, { doc: 'Region of the bucket.', example: 'eu-central-1' })),
        endpoint: optional(
          text(httpsUrl, { doc: 'Endpoint; left out, AWS itself.', example: 'https://s3.example.com' }),
        ),
        addressing: choice(['auto', 'path', 'virtual'], {
          doc: 'How the bucket stands in the URL; MinIO, Ceph and SeaweedFS mostly need path.',
          default: 'auto',
        }),
        nodestore: flag({
          doc: 'Whether event bodies go there too, instead of into PostgreSQL. Decide before the first event.',
          default: false,
        }),
        secret: section('Secret with the credentials; it must exist.', {
          name: text(dnsName, { doc: 'Name of the Secret.', default: 'sentry-s3' }),
          accessKeyIdKey: text(secretKey, { doc: 'Key of the access key ID.', default: 's3-access-key-id' }),
          secretAccessKeyKey: text(secretKey, {
            doc: 'Key of the secret access key.',
            default: 's3-secret-access-key',
          }),
        }),
      },
    },
    gcs: {
      doc: 'A bucket of Google Cloud Storage.',
      fields: {
        bucket: text(bucket, { doc: 'Bucket; it must exist.', example: 'sentry-files' }),
        secret: secretKeyRef('the service account, as a JSON file', 'sentry-gcs', 'credentials.json'),
      },
    },
  },
  'filesystem',
);
