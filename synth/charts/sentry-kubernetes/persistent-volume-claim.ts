import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1.js';
import { present } from '../../template/blocks.ts';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { values } from './values.ts';

const { ref } = values;

/** The spool's volume. It goes with the release: what it holds is undelivered mail, not data. */
export const persistentVolumeClaim: Manifest<PersistentVolumeClaim> = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: namespaced(),
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: present(ref.spool.storageClass),
    resources: { requests: { storage: ref.spool.claimSize } },
  },
};
