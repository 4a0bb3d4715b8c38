import type { Container, TopologySpreadConstraint } from 'kubernetes-types/core/v1.js';
import { present, when } from '../../template/blocks.ts';
import type { Expression } from '../../template/expression.ts';
import { eq, ifElse, ne, or } from '../../template/functions.ts';
import type { Conditional, Templated } from '../../template/templated.ts';
import type { PodTemplate, VolumeClaimTemplate } from './installation-types.ts';
import { type Component, lastingLabels } from './metadata.ts';
import { values } from './values.ts';

const { ref } = values;
const hostname = 'kubernetes.io/hostname';

interface PodOptions {
  readonly component: Component;
  /** What stands in the chart's values for these pods. */
  readonly values: typeof ref.clickhouse | typeof ref.keeper;
  /** Labels by which the operator marks the pods of this installation. */
  readonly pods: Templated<Record<string, string>>;
  readonly container: Templated<Container>;
}

/** The one pod template of an installation, under the name of its component. */
export function podTemplate({ component, values: own, pods, container }: PodOptions): Templated<PodTemplate> {
  return {
    name: component,
    // The operator turns this into required anti-affinity beside what the values ask for.
    podDistribution: when(eq(own.spread.hosts, 'required'), [
      { type: 'ClickHouseAntiAffinity', scope: 'ClickHouseInstallation', topologyKey: hostname },
    ]),
    metadata: {
      labels: lastingLabels(component, own.podLabels),
      annotations: present(own.podAnnotations),
    },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      serviceAccountName: present(own.serviceAccountName),
      terminationGracePeriodSeconds: own.terminationGracePeriodSeconds,
      priorityClassName: present(own.priorityClassName),
      imagePullSecrets: present(ref.imagePullSecrets),
      securityContext: present(own.podSecurityContext),
      containers: [container],
      topologySpreadConstraints: spreadConstraints(own.spread, pods),
      nodeSelector: present(own.nodeSelector),
      tolerations: present(own.tolerations),
      affinity: present(own.affinity),
    },
  };
}

function spreadConstraints(
  { hosts, zones }: { readonly hosts: Expression<'string'>; readonly zones: Expression<'string'> },
  pods: Templated<Record<string, string>>,
): Conditional<Templated<TopologySpreadConstraint[]>> {
  const even = (topologyKey: string, whenUnsatisfiable: Templated<string>) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels: pods },
  });
  return when(or(eq(hosts, 'preferred'), ne(zones, 'none')), [
    when(eq(hosts, 'preferred'), even(hostname, 'ScheduleAnyway')),
    when(
      ne(zones, 'none'),
      even('topology.kubernetes.io/zone', ifElse(eq(zones, 'required'), 'DoNotSchedule', 'ScheduleAnyway')),
    ),
  ]);
}

/** The claim of each pod, retained whatever happens to its pod, its StatefulSet or its installation. */
export function volumeClaimTemplate({
  component,
  values: own,
}: Pick<PodOptions, 'component' | 'values'>): Templated<VolumeClaimTemplate> {
  return {
    name: 'data',
    reclaimPolicy: 'Retain',
    metadata: {
      labels: lastingLabels(component, own.persistence.labels),
      annotations: present(own.persistence.annotations),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: present(own.persistence.storageClass),
      resources: { requests: { storage: own.persistence.size } },
    },
  };
}
