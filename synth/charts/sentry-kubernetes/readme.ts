import { renderTable } from '../../values/table.ts';
import { metadata } from './chart-metadata.ts';
import { communityKeys } from './community-keys.ts';
import { values } from './values.ts';

export function readme(): string {
  return `# sentry-kubernetes

${metadata.description}

## Install

    kubectl create namespace sentry-kubernetes
    kubectl -n sentry-kubernetes create secret generic sentry-dsn --from-literal=sentry.dsn=DSN
    helm install reporter charts/sentry-kubernetes -n sentry-kubernetes -f values.yaml

with a values.yaml of

    sentry:
      existingSecret: sentry-dsn
      watchNamespaces: __all__
      clusterName: production-eu

Use a values file rather than \`--set\`: a key with dots, such as an annotation, is split by \`--set\`. This chart's
schema refuses such a split, and any key it does not know. The files under [ci/](ci) are examples that are
rendered and checked with every change.

## Uninstall

    helm uninstall reporter -n sentry-kubernetes

Nothing is left but the Secret that you created. A claim of the release (\`spool.mode: persistentVolumeClaim\`) goes too.

## Rights

| For | What the chart creates |
| --- | --- |
| named namespaces | in each, a Role to list and watch events, and what the sources below need |
| \`__all__\` | one ClusterRole for the same |
| \`sources.pods\`, on by default | in these roles: list and watch pods |
| \`sources.podLogLines\` above 0 | in these roles: get pods/log |
| \`sentry.lookUpOwners\` | in these roles: get pods and the workloads of Kubernetes |
| \`sources.jobs\` | in these roles: list and watch jobs |
| \`sentry.monitorCronjobs\` | in these roles: list and watch jobs and cronjobs |
| \`sentry.customDsns\` | in these roles: get single pods, workloads, jobs, cronjobs and namespaces |
| \`sentry.environmentLabel\` | in these roles: get single namespaces |
| \`sources.nodes\` | a ClusterRole of its own: list and watch nodes |
| its place in the event stream | a Role to get and patch one Lease of the release |

With \`sources.pods: false\` the reporter needs nothing but events: a crash then shows as the kubelet's BackOff
event, in the same issue, without exit code and reason. Where a right is missing, the others keep working, and
/readyz, \`sentry_k8s_watch_phase\` and the log say what is not seen.

Names outside the release's namespace carry that namespace, so two releases never share an object. Events of
cluster-scoped objects such as nodes are stored in the namespace \`default\`: watch it to see them.

## Values

${renderTable(values.members)}

## Coming from the community chart

${communityKeys}

## Requirements

Kubernetes ${metadata.kubeVersion.replace('>=', '').replace('.0-0', '')} or later; Helm 3.8 or later, or Helm 4.
`;
}
