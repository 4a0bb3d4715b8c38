import { affinity, resources, toleration } from '../../values/kubernetes.ts';
import { restrictedValues } from '../../values/restricted.ts';
import { integer, list, object, string, stringMap } from '../../values/spec.ts';

/** The values that go to the pod as they are. */
export const podValues = {
  resources: object({
    doc: 'Resources of the container. Raise the memory limit for a cluster with thousands of events an hour; a CPU limit would only slow down bursts.',
    default: {
      requests: { cpu: '20m', memory: '96Mi', 'ephemeral-storage': '256Mi' },
      limits: { memory: '256Mi', 'ephemeral-storage': '512Mi' },
    },
    schema: resources,
  }),
  terminationGracePeriodSeconds: integer({
    doc: 'Seconds between SIGTERM and the end; the reporter sends what it has until two seconds before.',
    default: 30,
    schema: { minimum: 5, maximum: 3600 },
  }),
  ...restrictedValues(
    'Security context of the pod; the default meets the restricted Pod Security Standard. On OpenShift set runAsUser, runAsGroup and fsGroup to null.',
  ),
  podAnnotations: stringMap({ doc: 'Annotations of the pod.', default: {} }),
  podLabels: stringMap({ doc: 'Labels of the pod beside those of the chart.', default: {} }),
  nodeSelector: stringMap({ doc: 'Node labels the pod needs.', default: {} }),
  tolerations: list({ doc: 'Taints the pod tolerates.', default: [], items: toleration }),
  affinity: object({
    doc: 'Affinity of the pod; empty prefers another node for the second replica.',
    default: {},
    schema: affinity,
  }),
  priorityClassName: string({ doc: 'Priority class of the pod.', default: '' }),
};
