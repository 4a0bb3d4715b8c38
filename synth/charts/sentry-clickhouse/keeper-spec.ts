import { present, when } from '../../template/blocks.ts';
import { text } from '../../template/functions.ts';
import type { Fields } from '../../template/templated.ts';
import type { KeeperSpec } from './installation-types.ts';
import { keeperImage, keeperPods, otherDomain } from './names.ts';
import { podTemplate, volumeClaimTemplate } from './pod-template.ts';
import { cleanup, storageManagement } from './retention.ts';
import { values } from './values.ts';

const { ref } = values;
const own = ref.keeper;
const pods = { component: 'keeper', values: own, pods: keeperPods } as const;

/** What the operator is to make of the Keepers, without the task that names this very text. */
export const keeperSpec: Fields<KeeperSpec> = {
  defaults: {
    storageManagement,
    templates: { podTemplate: 'keeper', dataVolumeClaimTemplate: 'data' },
  },
  namespaceDomainPattern: when(otherDomain, text`%s.svc.${ref.clusterDomain}`),
  reconciling: { policy: 'wait', cleanup },
  configuration: {
    settings: present(own.settings),
    clusters: [
      {
        name: own.clusterName,
        pdbManaged: 'yes',
        pdbMaxUnavailable: 1,
        layout: { replicasCount: own.replicas },
      },
    ],
  },
  templates: {
    podTemplates: [
      podTemplate({
        ...pods,
        container: {
          name: 'clickhouse-keeper',
          securityContext: present(own.securityContext),
          image: keeperImage,
          imagePullPolicy: own.image.pullPolicy,
          resources: present(own.resources),
        },
      }),
    ],
    volumeClaimTemplates: [volumeClaimTemplate(pods)],
  },
};
