import type { Container, Probe } from 'kubernetes-types/core/v1.js';
import { present } from '../../template/blocks.ts';
import type { Templated } from '../../template/templated.ts';
import { environment } from './environment.ts';
import { bundleFile, bundleFolder, image, portName } from './names.ts';
import { nodeFlags } from './node-flags.ts';
import { values } from './values.ts';
import { volumeMounts } from './volumes.ts';

const { ref } = values;

export const container: Templated<Container> = {
  name: 'reporter',
  securityContext: present(ref.securityContext),
  image,
  imagePullPolicy: ref.image.pullPolicy,
  command: ['node', ...nodeFlags, `${bundleFolder}/${bundleFile}`],
  env: environment,
  ports: [{ name: portName, containerPort: ref.metrics.port, protocol: 'TCP' }],
  startupProbe: probe('/healthz', { periodSeconds: 1, failureThreshold: 60 }),
  livenessProbe: probe('/healthz', { periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 }),
  readinessProbe: probe('/readyz', { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 }),
  resources: present(ref.resources),
  volumeMounts,
};

function probe(path: string, timing: Omit<Probe, 'httpGet'>): Templated<Probe> {
  return { httpGet: { path, port: portName }, ...timing };
}
