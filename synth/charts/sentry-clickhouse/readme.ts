import { renderTable } from '../../values/table.ts';
import { metadata } from './chart-metadata.ts';
import { values } from './values.ts';

export function readme(): string {
  return `# sentry-clickhouse

${metadata.description}

## Install

The [Altinity operator](https://github.com/Altinity/clickhouse-operator) comes first, in a namespace of its own, and
watches the namespace of this release. Then:

    kubectl -n sentry create secret generic sentry-clickhouse --from-literal=clickhouse-password=PASSWORD
    helm install sentry-clickhouse charts/sentry-clickhouse -n sentry -f values.yaml --wait --wait-for-jobs --timeout 30m

with a values.yaml of

    operator:
      version: 0.27.4
      namespace: clickhouse-operator
    clickhouse:
      user:
        existingSecret: sentry-clickhouse

The Job \`…-wait-…\` ends when ClickHouse is usable: the operator has finished this very revision, all pods are ready,
the Keepers have a leader that all follow, and each replica, asked as Snuba's user, sees all others, has a session with
a Keeper and no read-only table. \`helm test sentry-clickhouse -n sentry\` looks again at any time, for instance before
an upgrade of Sentry: its migrations stop while a replica is away. Its log says what is missing.

The notes of the release say what Snuba has to know; [docs/clickhouse.md](../../docs/clickhouse.md) says how to run
it. The files under [ci/](ci) are
examples that are rendered and checked with every change.

## What never changes

Names, the number of Keepers and whether there are any: growing a live Keeper ensemble empties it, and a renamed
cluster leaves Snuba's tables behind. A ConfigMap remembers them, and an upgrade that changes one is refused before
anything is touched. It is immutable, so that Argo CD, which renders without a cluster, is refused as well.

## Data outlives the release

\`helm uninstall\` leaves the two installations, their pods and their claims. To remove ClickHouse for good, delete
them by hand while the operator still runs, then the claims:

    kubectl -n sentry delete chi/sentry-clickhouse chk/sentry-clickhouse-keeper configmap/sentry-clickhouse-fixed
    kubectl -n sentry delete pvc -l app.kubernetes.io/instance=sentry-clickhouse

Take a storage class whose reclaim policy is Retain, too: it decides about the volume behind a deleted claim.

## Values

${renderTable(values.members)}

## Requirements

Kubernetes ${metadata.kubeVersion.replace('>=', '').replace('.0-0', '')} or later; Helm 3.8 or later, or Helm 4; the Altinity operator 0.26.0 or later, 0.27.4 or later for
production.
`;
}
