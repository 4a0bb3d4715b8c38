import type { EnvVar, PodSpec } from 'kubernetes-types/core/v1.js';
import { present, when } from '../../template/blocks.ts';
import type { Expression } from '../../template/expression.ts';
import { ne, text } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import {
  clickhouseHostList,
  clickhouseName,
  clickhouseTask,
  keeperHostList,
  keeperName,
  keeperTask,
  waiter,
  waitFile,
  waitImage,
} from './names.ts';
import { values } from './values.ts';

const { ref } = values;
const own = ref.wait;
const folder = '/app';
const authority = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';

/** What the program is told, in the order of its own reading. */
const environment = (timeoutSeconds: Templated<string>): Templated<EnvVar[]> => [
  { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  { name: 'OPERATOR_VERSION', value: ref.operator.version },
  { name: 'CLICKHOUSE_NAME', value: clickhouseName },
  { name: 'CLICKHOUSE_TASK', value: clickhouseTask },
  { name: 'CLICKHOUSE_CLUSTER', value: ref.clickhouse.clusterName },
  { name: 'CLICKHOUSE_HOSTS', value: clickhouseHostList },
  { name: 'CLICKHOUSE_USER', value: ref.clickhouse.user.name },
  {
    name: 'CLICKHOUSE_PASSWORD',
    valueFrom: {
      secretKeyRef: {
        name: ref.clickhouse.user.existingSecret,
        key: ref.clickhouse.user.existingSecretKey,
      },
    },
  },
  ofKeeper('KEEPER_NAME', keeperName),
  ofKeeper('KEEPER_TASK', keeperTask),
  ofKeeper('KEEPER_CLUSTER', ref.keeper.clusterName),
  ofKeeper('KEEPER_HOSTS', keeperHostList),
  { name: 'COORDINATED', value: text`${ne(keeperHostList, '')}` },
  { name: 'TIMEOUT_SECONDS', value: timeoutSeconds },
  { name: 'NODE_EXTRA_CA_CERTS', value: authority },
];

function ofKeeper(name: string, value: Expression<'string'>) {
  return when<Templated<EnvVar>>(ref.keeper.enabled, { name, value });
}

/** A pod that looks until all is there, or until its time is up. */
export function waitPod(timeoutSeconds: Templated<string>): Templated<PodSpec> {
  return {
    restartPolicy: 'Never',
    serviceAccountName: waiter,
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    imagePullSecrets: present(ref.imagePullSecrets),
    securityContext: present(own.podSecurityContext),
    containers: [
      {
        name: 'wait',
        securityContext: present(own.securityContext),
        image: waitImage,
        imagePullPolicy: own.image.pullPolicy,
        command: ['node', `${folder}/${waitFile}`],
        env: environment(timeoutSeconds),
        resources: present(own.resources),
        volumeMounts: [{ name: 'program', mountPath: folder, readOnly: true }],
      },
    ],
    volumes: [{ name: 'program', configMap: { name: waiter, items: [{ key: waitFile, path: waitFile }] } }],
    nodeSelector: present(own.nodeSelector),
    tolerations: present(own.tolerations),
  };
}
