import type { Deployment } from 'kubernetes-types/apps/v1.js';
import { entries, present, splice, when } from '../../template/blocks.ts';
import { filesGet, sha256 } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { usesOwnSecret } from './conditions.ts';
import { container } from './container.ts';
import { namespaced } from './metadata.ts';
import { bundleFile, selectorLabels, serviceAccountName } from './names.ts';
import { values } from './values.ts';
import { volumes } from './volumes.ts';

const { ref } = values;

/** `Recreate`, because during a rolling update two reporters would watch the same events. */
export const deployment: Manifest<Deployment> = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: namespaced(),
  spec: {
    replicas: ref.replicaCount,
    revisionHistoryLimit: 3,
    strategy: { type: 'Recreate' },
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
        affinity: present(ref.affinity),
      },
    },
  },
};
