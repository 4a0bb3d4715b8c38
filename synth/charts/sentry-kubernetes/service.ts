import type { Service } from 'kubernetes-types/core/v1.js';
import { present } from '../../template/blocks.ts';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { portName, selectorLabels } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

export const service: Manifest<Service> = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { ...namespaced(), annotations: present(ref.metrics.service.annotations) },
  spec: {
    type: 'ClusterIP',
    ports: [{ name: portName, port: ref.metrics.service.port, targetPort: portName, protocol: 'TCP' }],
    selector: selectorLabels,
  },
};
