import type { Secret } from 'kubernetes-types/core/v1.js';
import { b64enc } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { values } from './values.ts';

const { ref } = values;

/** Only for a DSN given in the values. */
export const secret: Manifest<Secret> = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: namespaced(),
  type: 'Opaque',
  data: { 'sentry.dsn': b64enc(ref.sentry.dsn) },
};
