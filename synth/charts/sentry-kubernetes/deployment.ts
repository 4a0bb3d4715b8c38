import type { Deployment, DeploymentStrategy } from 'kubernetes-types/apps/v1.js';
import type { Affinity } from 'kubernetes-types/core/v1.js';
import { entries, present, splice, when } from '../../template/blocks.ts';
import { filesGet, sha256, text } from '../../template/functions.ts';
import type { Manifest, Templated } from '../../template/templated.ts';
import { elects, namesSecret, usesOwnSecret } from './conditions.ts';
import { container } from './container.ts';
import { namespaced } from './metadata.ts';
import { bundleFile, secretName, selectorLabels, serviceAccountName } from './names.ts';
import { values } from './values.ts';
import { volumes } from './volumes.ts';

const { ref } = values;

/** Away from the other replica, so that the loss of a node leaves one; a preference, as there may be one node only. */
const apart: Templated<Affinity> = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: {
          topologyKey: 'kubernetes.io/hostname',
          labelSelector: { matchLabels: selectorLabels },
        },
      },
    ],
  },
};

const atOnce: Templated<DeploymentStrategy> = { type: 'Recreate' };
const oneByOne: Templated<DeploymentStrategy> = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
};

/** One is replaced at once, because two that do not elect would watch the same events; two are replaced one by one. */
export const deployment: Manifest<Deployment> = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    ...namespaced(),
    // werf waits for it; a pod that is there before would be counted as failed.
    annotations: when(namesSecret, {
      'dsn.external-dependency.werf.io/resource': text`secret/${secretName}`,
    }),
  },
  spec: {
    replicas: ref.replicaCount,
    revisionHistoryLimit: 3,
    strategy: when(elects, oneByOne, atOnce),
    selector: { matchLabels: selectorLabels },
    template: {
      metadata: {
        annotations: entries(
          {
            'kubectl.kubernetes.io/default-container': 'reporter',
            'checksum/bundle': when(ref.bundle.enabled, sha256(filesGet(`files/${bundleFile}`))),
            'checksum/dsn': when(usesOwnSecret, sha256(ref.sentry.dsn)),
          },
          splice(ref.podAnnotations),
        ),
        labels: entries({}, splice(selectorLabels), splice(ref.podLabels)),
      },
      spec: {
        serviceAccountName,
        automountServiceAccountToken: true,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: ref.terminationGracePeriodSeconds,
        priorityClassName: present(ref.priorityClassName),
        imagePullSecrets: present(ref.imagePullSecrets),
        securityContext: present(ref.podSecurityContext),
        containers: [container],
        volumes,
        nodeSelector: present(ref.nodeSelector),
        tolerations: present(ref.tolerations),
        affinity: when(ref.affinity, ref.affinity, when(elects, apart)),
      },
    },
  },
};
