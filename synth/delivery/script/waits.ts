import type { Release } from '../../platform/names/releases.ts';
import { timeoutOf } from '../../releases/timeout.ts';
import type { Target } from '../target.ts';

/** Shell lines that end only when a release can be used, and fail with the reason when it cannot. */
export function waitLines(release: Release, target: Target): readonly string[] {
  const { installation } = target;
  const { platform, names } = installation;
  const { namespace, name, id } = release;
  const seconds = timeoutOf(release, target.installation);
  switch (id) {
    case 'clickhouse-operator':
      return [
        `kubectl wait --for=condition=Established --timeout=${seconds}s \\`,
        ...operatorKinds.map(
          (kind, index) => `  crd/${kind}${index < operatorKinds.length - 1 ? ' \\' : ''}`,
        ),
        `kubectl -n ${namespace} wait deployment -l app.kubernetes.io/instance=${name} \\`,
        `  --for=condition=Available --timeout=${seconds}s`,
      ];
    case 'sentry-clickhouse':
      return clickhouseLines(target, seconds);
    case 'sentry':
      return [
        `kubectl -n ${namespace} rollout status deployment/${names.sentryFullname}-web --timeout=${seconds}s`,
        `kubectl -n ${namespace} rollout status deployment/${names.sentryFullname}-relay --timeout=${seconds}s`,
      ];
    case 'sentry-kubernetes':
      return [
        `kubectl -n ${platform.namespaces.reporter} rollout status deployment \\`,
        `  -l app.kubernetes.io/instance=${name} --timeout=${seconds}s`,
      ];
  }
}

const operatorKinds = [
  'clickhouseinstallations.clickhouse.altinity.com',
  'clickhousekeeperinstallations.clickhouse-keeper.altinity.com',
];

function clickhouseLines({ installation: { platform, names } }: Target, seconds: number): readonly string[] {
  const { installation } = names;
  if (installation === undefined || platform.clickhouse.kind !== 'operator') return [':'];
  const { namespace, name, cluster, keeper } = installation;
  const { replicas, keeper: keepers } = platform.clickhouse;
  const pod = `chi-${name}-${cluster}-0-0-0`;
  return [
    ...(keepers.replicas > 0
      ? [
          `wait_installation ${namespace} chk/${keeper.name} ${keepers.replicas} clickhouse-keeper.altinity.com/chk=${keeper.name} ${seconds}`,
        ]
      : []),
    `wait_installation ${namespace} chi/${name} ${replicas} clickhouse.altinity.com/chi=${name} ${seconds}`,
    ...(replicas > 1 ? [`wait_cluster ${namespace} ${pod} ${cluster} ${replicas} 120`] : []),
  ];
}
