import type { Installation, Report } from '../installation.ts';
import { textAt, type ValueTree } from '../value-tree.ts';

/** Files, profiles and event bodies: parts of Sentry that read one another's buckets. */
export function checkStorage({ releases }: Installation, report: Report): void {
  const values = releases.get('sentry')?.values ?? {};
  const backend = textAt(values, 'filestore.backend');
  if (backend === 'gcs') checkGcs(values, report);
  if (backend === 's3') checkS3(values, report);
}

function checkS3(values: ValueTree, report: Report): void {
  const bucket = textAt(values, 'filestore.s3.bucketName');
  const node = textAt(values, 'nodestore.s3.bucketName');
  if (node !== undefined && node !== bucket)
    report('bucket', `files are in ${bucket}, and event bodies in ${node}`);
  for (const [place, endpoint, region] of [
    ['filestore.profiles.s3', 'endpointUrl', 'region_name'],
    ['nodestore.s3', 'endpointUrl', 'regionName'],
  ] as const) {
    if (textAt(values, `${place}.bucketName`) === undefined) continue;
    compare(
      'endpoint of the bucket',
      textAt(values, `${place}.${endpoint}`),
      textAt(values, 'filestore.s3.endpointUrl'),
      report,
    );
    compare(
      'region of the bucket',
      textAt(values, `${place}.${region}`),
      textAt(values, 'filestore.s3.region_name'),
      report,
    );
  }
  checkVroom(values, report);
}

function compare(name: string, one: string | undefined, other: string | undefined, report: Report): void {
  if (one !== other) report(name, `it is ${one} in one place and ${other} in another`);
}

function checkVroom(values: ValueTree, report: Report): void {
  const written = textAt(values, 'filestore.profiles.s3.bucketName');
  const text = textAt(values, 'vroom.persistence.bucketString');
  if (written === undefined || text === undefined) return;
  const read = URL.canParse(text) ? new URL(text) : undefined;
  compare('bucket of profiles', read?.hostname, written, report);
  const endpoint = textAt(values, 'filestore.profiles.s3.endpointUrl')?.replace(/^https?:\/\/|\/$/g, '');
  compare('endpoint of the bucket', read?.searchParams.get('endpoint') ?? undefined, endpoint, report);
  compare(
    'region of the bucket',
    read?.searchParams.get('region') ?? undefined,
    textAt(values, 'filestore.s3.region_name'),
    report,
  );
}

function checkGcs(values: ValueTree, report: Report): void {
  const bucket = textAt(values, 'filestore.gcs.bucketName');
  const profiles = textAt(values, 'filestore.profiles.gcs.bucketName');
  if (profiles === undefined) return;
  compare('bucket', profiles, bucket, report);
  compare('bucket of profiles', textAt(values, 'vroom.persistence.bucketString'), `gs://${bucket}`, report);
}
