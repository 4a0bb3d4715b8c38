import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { selectorLabels } from './names.ts';
import { values } from './values.ts';

export const podDisruptionBudget: Manifest<PodDisruptionBudget> = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: namespaced(),
  spec: {
    maxUnavailable: values.ref.podDisruptionBudget.maxUnavailable,
    selector: { matchLabels: selectorLabels },
  },
};
