import type { Platform } from '../../platform/fields/platform.ts';
import { about, type Setting, setting, shared } from '../../yaml/settings.ts';
import type { Generation } from './generation.ts';

export function storageSettings({ storage }: Platform, generation: Generation): readonly Setting[] {
  switch (storage.kind) {
    case 'filesystem':
      return [
        setting('filestore.filesystem.persistence.size', storage.size),
        ...(storage.storageClass === undefined
          ? []
          : [setting('filestore.filesystem.persistence.storageClass', storage.storageClass)]),
      ];
    case 'gcs':
      return gcsSettings(storage, generation);
    case 's3':
      return s3Settings(storage, generation);
  }
}

function gcsSettings(
  { bucket, secret }: Platform['storage'] & { readonly kind: 'gcs' },
  generation: Generation,
): readonly Setting[] {
  const at = (place: string) => [
    setting(`${place}.bucketName`, bucket),
    shared(`${place}.secretName`, secret.name),
    shared(`${place}.credentialsFile`, secret.key),
  ];
  return [
    setting('filestore.backend', 'gcs', 'Attachments, debug files and source maps, readable from every pod.'),
    ...at('filestore.gcs'),
    ...(generation.hasTaskBrokers
      ? [
          setting('filestore.profiles.backend', 'gcs', 'Profiles; the Secret must be the same as above.'),
          ...at('filestore.profiles.gcs'),
          setting(
            'vroom.persistence.bucketString',
            `gs://${bucket}`,
            'vroom reads profiles from the same bucket.',
          ),
        ]
      : []),
  ];
}

function s3Settings(
  storage: Platform['storage'] & { readonly kind: 's3' },
  generation: Generation,
): readonly Setting[] {
  const { bucket, profilesBucket, region, endpoint, addressing, nodestore, secret } = storage;
  const at = (place: string, name: string) => [
    setting(`${place}.bucketName`, name),
    ...(endpoint === undefined ? [] : [setting(`${place}.endpointUrl`, endpoint)]),
    ...(region === undefined ? [] : [setting(`${place}.region_name`, region)]),
    ...(addressing === 'auto' ? [] : [setting(`${place}.addressing_style`, addressing)]),
    shared(`${place}.existingSecret`, secret.name),
    shared(`${place}.accessKeyIdRef`, secret.accessKeyIdKey),
    shared(`${place}.secretAccessKeyRef`, secret.secretAccessKeyKey),
  ];
  const profiles = profilesBucket ?? bucket;
  return [
    setting('filestore.backend', 's3', 'Attachments, debug files and source maps, readable from every pod.'),
    ...at('filestore.s3', bucket),
    ...(generation.hasTaskBrokers
      ? [
          setting('filestore.profiles.backend', 's3', 'Profiles.'),
          ...at('filestore.profiles.s3', profiles),
          setting(
            'vroom.persistence.bucketString',
            vroomBucket(storage, profiles),
            'vroom reads profiles from the same bucket.',
          ),
          setting('vroom.env', [
            secretVariable('AWS_ACCESS_KEY', secret.name, secret.accessKeyIdKey),
            secretVariable('AWS_SECRET_KEY', secret.name, secret.secretAccessKeyKey),
          ]),
        ]
      : []),
    ...(nodestore && generation.hasTaskBrokers
      ? [
          about('nodestore', 'Event bodies. In PostgreSQL they would make most of its size.'),
          setting('nodestore.backend', 's3'),
          setting('nodestore.s3.bucketName', bucket),
          setting('nodestore.s3.bucketPath', 'nodestore'),
          ...(endpoint === undefined ? [] : [setting('nodestore.s3.endpointUrl', endpoint)]),
          ...(region === undefined ? [] : [setting('nodestore.s3.regionName', region)]),
          setting('nodestore.s3.compression', true),
          shared('nodestore.s3.existingSecret', secret.name),
          shared('nodestore.s3.accessKeyIdRef', secret.accessKeyIdKey),
          shared('nodestore.s3.secretAccessKeyRef', secret.secretAccessKeyKey),
        ]
      : []),
  ];
}

export function secretVariable(variable: string, name: string, key: string) {
  return { name: variable, valueFrom: { secretKeyRef: { name, key } } };
}

/** The URL form in which the Go library of vroom names a bucket. */
function vroomBucket(
  { region, endpoint, addressing }: Platform['storage'] & { readonly kind: 's3' },
  bucket: string,
): string {
  const query = new URLSearchParams();
  if (region !== undefined) query.set('region', region);
  if (endpoint !== undefined) {
    query.set('endpoint', endpoint.replace(/^https?:\/\//, '').replace(/\/$/, ''));
    if (endpoint.startsWith('http:')) query.set('disableSSL', 'true');
  }
  if (addressing === 'path') query.set('s3ForcePathStyle', 'true');
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2F', '/');
  return `s3://${bucket}${text === '' ? '' : `?${text}`}`;
}
