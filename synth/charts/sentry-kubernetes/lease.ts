import type { Lease } from 'kubernetes-types/coordination/v1.js';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';

/**
 * Where the reporter keeps its place, in an annotation. It comes with the chart, so that the reporter needs no
 * right to create objects and nothing is left behind after `helm uninstall`.
 */
export const lease: Manifest<Lease> = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: namespaced(),
};
