import { imageValues } from '../../values/image.ts';
import type { Json } from '../../values/json.ts';
import {
  affinity,
  podSecurityContext,
  resources,
  securityContext,
  toleration,
} from '../../values/kubernetes.ts';
import { restrictedPod } from '../../values/restricted.ts';
import { group, integer, list, object, oneOf, string, stringMap } from '../../values/spec.ts';
import { freeLabels, labels, quantity } from './value-schemas.ts';

interface PodDefaults {
  /** What the pods run, as sentences name it. */
  readonly what: string;
  readonly repository: string;
  readonly tag: string;
  readonly volumeSize: string;
  readonly resources: { readonly [key: string]: Json };
  readonly resourcesDoc: string;
  readonly graceSeconds: number;
}

/** The values that both kinds of pods have: image, volume, size and place. */
export function podValues(defaults: PodDefaults) {
  const { what } = defaults;
  return {
    image: imageValues({ doc: `Image of ${what}.`, repository: defaults.repository, tag: defaults.tag }),
    persistence: group(`The volume of each pod. It outlives its pod, its StatefulSet and this release.`, {
      size: string({
        doc: 'Size. It can be raised later when the storage class allows it; the pods keep running.',
        default: defaults.volumeSize,
        schema: quantity,
      }),
      storageClass: string({
        doc: "Storage class; empty takes the cluster's default. Choose one whose volumes are retained.",
        default: '',
      }),
      labels: stringMap({
        doc: 'Labels of the claims, such as those by which a backup tool selects volumes.',
        default: {},
        example: { 'backup.example.com/schedule': 'daily' },
        schema: freeLabels,
      }),
      annotations: stringMap({ doc: 'Annotations of the claims.', default: {} }),
    }),
    resources: object({ doc: defaults.resourcesDoc, default: defaults.resources, schema: resources }),
    spread: group('How far apart the pods stand.', {
      hosts: oneOf({
        doc: 'One pod per node: `required` leaves a pod pending when there is no further node, `preferred` puts two on one node then.',
        default: 'required',
        choices: ['required', 'preferred', 'none'],
      }),
      zones: oneOf({
        doc: 'Even spread over the zones of the nodes.',
        default: 'preferred',
        choices: ['required', 'preferred', 'none'],
      }),
    }),
    podLabels: stringMap({
      doc: 'Labels of the pods beside those of the chart.',
      default: {},
      schema: freeLabels,
    }),
    podAnnotations: stringMap({
      doc: 'Annotations of the pods.',
      default: {},
      example: { 'backup.velero.io/backup-volumes': 'data' },
    }),
    nodeSelector: stringMap({ doc: 'Node labels the pods need.', default: {}, schema: labels }),
    tolerations: list({ doc: 'Taints the pods tolerate.', default: [], items: toleration }),
    affinity: object({ doc: 'Affinity of the pods beside their spread.', default: {}, schema: affinity }),
    priorityClassName: string({ doc: 'Priority class of the pods.', default: '' }),
    serviceAccountName: string({
      doc: "Service account of the pods, such as one that may use object storage; empty takes the namespace's default. Its token is not mounted.",
      default: '',
    }),
    terminationGracePeriodSeconds: integer({
      doc: 'Seconds between SIGTERM and the end.',
      default: defaults.graceSeconds,
      schema: { minimum: 30, maximum: 3600 },
    }),
    podSecurityContext: object({
      doc: 'Security context of the pods; user and group 101 are those of the image. The default meets the restricted Pod Security Standard.',
      default: { ...restrictedPod(101), fsGroupChangePolicy: 'OnRootMismatch' },
      schema: podSecurityContext,
    }),
    securityContext: object({
      doc: 'Security context of the container.',
      default: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      schema: securityContext,
    }),
  };
}
