import type { ReleaseId } from '../../platform/names/releases.ts';
import type { Installation } from '../installation.ts';
import { shell } from './commands.ts';

/** What to look at after a release is installed, before the next one. */
export function checkOf(id: ReleaseId, installation: Installation): string {
  switch (id) {
    case 'clickhouse-operator':
      return operatorCheck(installation);
    case 'sentry-clickhouse':
      return clickhouseCheck(installation);
    case 'sentry':
      return sentryCheck(installation);
    case 'sentry-kubernetes':
      return reporterCheck(installation);
  }
}

function operatorCheck({ platform, names }: Installation): string {
  const { namespaces, clickhouse } = platform;
  if (clickhouse.kind !== 'operator' || names.installation === undefined) return '';
  const release = names.releases.find(({ id }) => id === 'clickhouse-operator')?.name ?? '';
  const fullname = release.includes('altinity-clickhouse-operator')
    ? release
    : `${release}-altinity-clickhouse-operator`;
  return [
    'Four resource types of ClickHouse are there, and the operator watches what it should; it ignores everything elsewhere without a word:',
    '',
    shell([
      'kubectl get crd | grep -c altinity.com    # 4',
      `kubectl -n ${namespaces.operator} get configmap ${fullname}-files \\\n  -o jsonpath='{.data.config\\.yaml}' | grep -A 4 'namespaces:'    # ${names.installation.watchedNamespaces.join(', ')}`,
    ]),
  ].join('\n');
}

function clickhouseCheck({ platform, names }: Installation): string {
  const { clickhouse } = platform;
  const { installation } = names;
  if (clickhouse.kind !== 'operator' || installation === undefined) return '';
  const { namespace, name, cluster, keeper } = installation;
  const replicas = clickhouse.replicas;
  return [
    `\`Completed\` alone proves little: count the pods, and ask ClickHouse itself. Sentry must not be installed or upgraded while one of the ${replicas} replicas is away, because its migrations stop then.`,
    '',
    shell([
      `kubectl -n ${namespace} wait chk/${keeper.name} --for=jsonpath='{.status.status}'=Completed --timeout=15m`,
      `kubectl -n ${namespace} get pods -l clickhouse-keeper.altinity.com/chk=${keeper.name}    # ${clickhouse.keeper.replicas} Ready`,
      keeperStates(namespace, `chk-${keeper.name}-${keeper.cluster}-0`, clickhouse.keeper.replicas),
      `kubectl -n ${namespace} wait chi/${name} --for=jsonpath='{.status.status}'=Completed --timeout=15m`,
      `kubectl -n ${namespace} get pods -l clickhouse.altinity.com/chi=${name}    # ${replicas} Ready`,
      `kubectl -n ${namespace} exec chi-${name}-${cluster}-0-0-0 -- clickhouse-client \\\n  -q "SELECT count() FROM system.clusters WHERE cluster = '${cluster}'"    # ${replicas}`,
    ]),
  ].join('\n');
}

/** Asks each Keeper by its four-letter command; the image has bash and no client for it. */
function keeperStates(namespace: string, pods: string, count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index).join(' ');
  const expected = count === 1 ? 'standalone' : `one leader, ${count - 1} followers`;
  return `for i in ${numbers}; do kubectl -n ${namespace} exec ${pods}-$i-0 -- bash -c \\\n  'exec 3<>/dev/tcp/127.0.0.1/2181; printf mntr >&3; cat <&3' | grep zk_server_state; done    # ${expected}`;
}

function sentryCheck({ platform, names }: Installation): string {
  const { namespaces, url, admin } = platform;
  return [
    `Migrations run as Jobs after the objects are there; \`kubectl -n ${namespaces.sentry} get jobs,pods\` shows them. Then sign in at ${url} as ${admin.email}.`,
    '',
    shell([
      `kubectl -n ${namespaces.sentry} rollout status deployment/${names.sentryFullname}-web --timeout=10m`,
      `curl -fsS ${url}/_health/    # ok`,
      `kubectl -n ${namespaces.sentry} get pods --field-selector=status.phase!=Running,status.phase!=Succeeded    # none`,
    ]),
  ].join('\n');
}

function reporterCheck({ platform }: Installation): string {
  const { reporter, namespaces } = platform;
  return [
    `Make a project in Sentry first and put its DSN into the Secret \`${reporter.secret.name}\`.`,
    '',
    shell([`helm test ${reporter.release} --namespace ${namespaces.reporter}`]),
  ].join('\n');
}
