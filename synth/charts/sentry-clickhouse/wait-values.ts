import { imageValues } from '../../values/image.ts';
import { resources, toleration } from '../../values/kubernetes.ts';
import { restrictedValues } from '../../values/restricted.ts';
import { boolean, group, integer, list, object, stringMap } from '../../values/spec.ts';
import { waitImage } from './images.ts';

export const waitValues = group(
  'A Job that ends when ClickHouse is usable: the operator has finished this revision, all pods are ready, the Keepers have a quorum, and each replica sees all others. `helm test` looks in the same way.',
  {
    enabled: boolean({
      doc: 'Whether to create it, with a service account that may read the two installations and list pods. Helm waits for it with --wait --wait-for-jobs.',
      default: true,
    }),
    timeoutSeconds: integer({
      doc: 'Seconds after which it fails.',
      default: 1800,
      schema: { minimum: 60, maximum: 86400 },
    }),
    image: imageValues({
      doc: 'Image with Node 22 or newer that runs the program shipped with the chart.',
      repository: waitImage.repository,
      tag: waitImage.tag,
    }),
    resources: object({
      doc: 'Resources of the container.',
      default: {
        requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
        limits: { memory: '128Mi', 'ephemeral-storage': '64Mi' },
      },
      schema: resources,
    }),
    ...restrictedValues('Security context of the pod.'),
    nodeSelector: stringMap({ doc: 'Node labels the pod needs.', default: {} }),
    tolerations: list({ doc: 'Taints the pod tolerates.', default: [], items: toleration }),
  },
);
