import type { Job, JobSpec } from 'kubernetes-types/batch/v1.js';
import type { ConfigMap, Pod } from 'kubernetes-types/core/v1.js';
import { block } from '../../template/blocks.ts';
import { cut, filesGet, include, release, sha256, text } from '../../template/functions.ts';
import type { Fields, Manifest, Templated } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { chartName, clickhouseName, fullname, name, waiter, waitFile, waitName, waitSpec } from './names.ts';
import { values } from './values.ts';
import { waitPod } from './wait-pod.ts';

const { ref } = values;
const program = filesGet(`files/${waitFile}`);

/** Not the labels of the databases, so that neither policies nor backups take these pods for one. */
export const waitLabels: Templated<Record<string, string>> = {
  'app.kubernetes.io/name': text`${cut(name, 58)}-wait`,
  'app.kubernetes.io/instance': release.name,
};

export const waitConfigMap: Manifest<ConfigMap> = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: namespaced(waiter),
  data: { [waitFile]: block(program) },
};

/** Everything of the Job that its name is a hash of. */
export const waitJobSpec: Fields<JobSpec> = {
  activeDeadlineSeconds: ref.wait.timeoutSeconds,
  backoffLimit: 3,
  // The program ends with 3 when the operator has given up: no further try would help.
  podFailurePolicy: {
    rules: [
      {
        action: 'FailJob',
        onExitCodes: { containerName: 'wait', operator: 'In', values: [3] },
      },
    ],
  },
  template: {
    metadata: { labels: waitLabels, annotations: { 'checksum/program': sha256(program) } },
    spec: waitPod(text`${ref.wait.timeoutSeconds}`),
  },
};

export const waitJob: Manifest<Job> = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: namespaced(waitName, {
    'argocd.argoproj.io/sync-wave': '3',
    'werf.io/deploy-dependency-clickhouse': text`state=ready,kind=ClickHouseInstallation,name=${clickhouseName}`,
  }),
  spec: include(waitSpec, 'map'),
};

/** `helm test`: one minute for what should be there already. */
export const testPod: Manifest<Pod> = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: text`${cut(fullname, 56)}-usable`,
    namespace: release.namespace,
    labels: { 'helm.sh/chart': chartName, ...waitLabels, 'app.kubernetes.io/managed-by': release.service },
    annotations: {
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    },
  },
  spec: waitPod('60'),
};
