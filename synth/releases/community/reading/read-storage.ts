import type { Json } from '../../../values/json.ts';
import { given, type ValuesReading } from './read-values.ts';

type Decisions = { readonly [key: string]: Json };

export function readStorage(values: ValuesReading): Decisions {
  const backend = values.text('filestore.backend') ?? 'filesystem';
  if (backend === 's3') return readS3(values);
  if (backend === 'gcs') return readGcs(values);
  return {
    kind: 'filesystem',
    ...given({
      size: values.text('filestore.filesystem.persistence.size'),
      storageClass: values.text('filestore.filesystem.persistence.storageClass'),
    }),
  };
}

function readS3(values: ValuesReading): Decisions {
  const s3 = (key: string) => values.text(`filestore.s3.${key}`);
  const name = s3('existingSecret');
  for (const [key, secretKey] of [
    ['accessKey', 's3-access-key-id'],
    ['secretKey', 's3-secret-access-key'],
  ] as const) {
    for (const place of ['filestore.s3', 'filestore.profiles.s3']) {
      values.password(`${place}.${key}`, name ?? 'sentry-s3', secretKey);
    }
  }
  const bucket = s3('bucketName');
  const profiles = values.text('filestore.profiles.s3.bucketName');
  for (const key of [
    'existingSecret',
    'accessKeyIdRef',
    'secretAccessKeyRef',
    'endpointUrl',
    'region_name',
    'addressing_style',
  ]) {
    values.text(`filestore.profiles.s3.${key}`);
  }
  values.text('filestore.profiles.backend');
  const region = s3('region_name');
  const endpoint = s3('endpointUrl');
  return {
    kind: 's3',
    ...given({
      bucket,
      profilesBucket: profiles === bucket ? undefined : profiles,
      region,
      endpoint,
      addressing: s3('addressing_style'),
      nodestore: readNodestore(values, bucket),
      secret: given({
        name,
        accessKeyIdKey: s3('accessKeyIdRef'),
        secretAccessKeyKey: s3('secretAccessKeyRef'),
      }),
    }),
  };
}

function readNodestore(values: ValuesReading, bucket: string | undefined): boolean | undefined {
  if (values.text('nodestore.backend') !== 's3') return undefined;
  const own = values.text('nodestore.s3.bucketName');
  for (const key of [
    'existingSecret',
    'accessKeyIdRef',
    'secretAccessKeyRef',
    'endpointUrl',
    'regionName',
    'compression',
  ]) {
    values.value(`nodestore.s3.${key}`);
  }
  if (own === bucket) return true;
  values.leave(
    'nodestore.s3.bucketName',
    'is another bucket than that of files; move the event bodies or keep this key by hand',
  );
  return undefined;
}

function readGcs(values: ValuesReading): Decisions {
  for (const key of ['bucketName', 'secretName', 'credentialsFile'])
    values.text(`filestore.profiles.gcs.${key}`);
  values.text('filestore.profiles.backend');
  return {
    kind: 'gcs',
    ...given({
      bucket: values.text('filestore.gcs.bucketName'),
      secret: given({
        name: values.text('filestore.gcs.secretName'),
        key: values.text('filestore.gcs.credentialsFile'),
      }),
    }),
  };
}
