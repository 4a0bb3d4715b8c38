import { isReleaseRow } from '../guide.ts';
import { type Installation, isInstall, type ReleaseFacts, type Report } from '../installation.ts';
import { textAt } from '../value-tree.ts';
import { watchedNamespaces } from './clickhouse.ts';

/**
 * What the guide tells to type and to expect, held against the values. Every command must be one that this check
 * understands, so that a new one cannot slip past it.
 */
export function checkGuide({ guide, releases }: Installation, report: Report): void {
  const expectations = expectationsOf(releases);
  for (const command of guide.commands) {
    if (isInstall(command) || expectations.includes(command) || isSecretCommand(command)) continue;
    const near = expectations.find(
      (expected) => expected.split(' ').slice(0, 2).join(' ') === command.split(' ').slice(0, 2).join(' '),
    );
    report(
      'guide',
      `unexpected command \`${command}\`${near === undefined ? '' : `; the values give \`${near}\``}`,
    );
  }
  for (const expected of expectations) {
    if (!guide.commands.includes(expected)) report('guide', `missing command \`${expected}\``);
  }
  for (const { missing } of releases.values()) {
    // Those of the team's own stand beside what is checked here.
    for (const path of missing.filter((one) => !one.startsWith('values/own/')))
      report('values files', `a command reads ${path}, which is not there`);
  }
  checkRepositories(guide.commands, releases, report);
  checkNamespaces(guide.commands, releases, report);
  checkTable(guide.rows, releases, report);
  checkProse(guide.prose, releases, report);
}

type Releases = ReadonlyMap<string, ReleaseFacts>;

function isSecretCommand(command: string): boolean {
  return / create secret generic | get secret .* create -f -$|^kubectl create namespace |^helm repo /.test(
    command,
  );
}

function expectationsOf(releases: Releases): readonly string[] {
  const operator = releases.get('clickhouse-operator');
  const clickhouse = releases.get('sentry-clickhouse');
  const sentry = releases.get('sentry');
  const reporter = releases.get('sentry-kubernetes');
  return [
    ...(operator === undefined ? [] : operatorCommands(operator)),
    ...(clickhouse === undefined ? [] : clickhouseCommands(clickhouse)),
    ...(sentry === undefined ? [] : sentryCommands(sentry)),
    ...(reporter === undefined ? [] : [`helm test ${reporter.name} --namespace ${reporter.namespace}`]),
  ];
}

function operatorCommands({ name, namespace, values }: ReleaseFacts): readonly string[] {
  const chart = 'altinity-clickhouse-operator';
  const fullname = name.includes(chart) ? name : `${name}-${chart}`;
  return [
    'kubectl get crd | grep -c altinity.com    # 4',
    `kubectl -n ${namespace} get configmap ${fullname}-files -o jsonpath='{.data.config\\.yaml}' | grep -A 4 'namespaces:'    # ${watchedNamespaces(values).join(', ')}`,
  ];
}

function clickhouseCommands({ namespace, values }: ReleaseFacts): readonly string[] {
  const [chi, cluster, replicas] = ['name', 'clusterName', 'replicas'].map((key) =>
    textAt(values, `clickhouse.${key}`),
  );
  const [chk, keepers, ensemble] = ['name', 'replicas', 'clusterName'].map((key) =>
    textAt(values, `keeper.${key}`),
  );
  const numbers = Array.from({ length: Number(keepers) }, (_, index) => index).join(' ');
  const states = keepers === '1' ? 'standalone' : `one leader, ${Number(keepers) - 1} followers`;
  return [
    `kubectl -n ${namespace} wait chk/${chk} --for=jsonpath='{.status.status}'=Completed --timeout=15m`,
    `kubectl -n ${namespace} get pods -l clickhouse-keeper.altinity.com/chk=${chk}    # ${keepers} Ready`,
    `for i in ${numbers}; do kubectl -n ${namespace} exec chk-${chk}-${ensemble}-0-$i-0 -- bash -c 'exec 3<>/dev/tcp/127.0.0.1/2181; printf mntr >&3; cat <&3' | grep zk_server_state; done    # ${states}`,
    `kubectl -n ${namespace} wait chi/${chi} --for=jsonpath='{.status.status}'=Completed --timeout=15m`,
    `kubectl -n ${namespace} get pods -l clickhouse.altinity.com/chi=${chi}    # ${replicas} Ready`,
    `kubectl -n ${namespace} exec chi-${chi}-${cluster}-0-0-0 -- clickhouse-client -q "SELECT count() FROM system.clusters WHERE cluster = '${cluster}'"    # ${replicas}`,
  ];
}

function sentryCommands({ name, namespace, values }: ReleaseFacts): readonly string[] {
  const fullname = name.includes('sentry') ? name : `${name}-sentry`;
  return [
    `kubectl -n ${namespace} rollout status deployment/${fullname}-web --timeout=10m`,
    `curl -fsS ${textAt(values, 'system.url')}/_health/    # ok`,
    `kubectl -n ${namespace} get pods --field-selector=status.phase!=Running,status.phase!=Succeeded    # none`,
  ];
}

function checkRepositories(commands: readonly string[], releases: Releases, report: Report): void {
  const added = commands.flatMap((command) => /^helm repo add (\S+) https:\/\/\S+$/.exec(command)?.[1] ?? []);
  const used = [...releases.values()]
    .filter(({ version }) => version !== undefined)
    .map(({ chart }) => chart.split('/')[0] ?? '');
  for (const repository of used)
    if (!added.includes(repository))
      report('repository', `charts come from ${repository}, which no command adds`);
  for (const repository of added)
    if (!used.includes(repository)) report('repository', `no chart comes from ${repository}`);
}

function checkNamespaces(commands: readonly string[], releases: Releases, report: Report): void {
  const made = commands.flatMap((command) => /^kubectl create namespace (\S+)$/.exec(command)?.[1] ?? []);
  const needed = [...releases.values()].map(({ namespace }) => namespace);
  for (const namespace of needed)
    if (!made.includes(namespace)) report('namespace', `no command makes ${namespace}`);
  for (const namespace of made)
    if (!needed.includes(namespace)) report('namespace', `nothing is installed in ${namespace}`);
}

/** Rows of number, release, namespace, chart, values. */
function checkTable(rows: readonly (readonly string[])[], releases: Releases, report: Report): void {
  const wanted = [...releases].map(([id, { name, namespace, chart, version }], index) =>
    [
      String(index + 1),
      name,
      namespace,
      version === undefined ? `[${chart}](../${chart})` : `${chart} ${version}`,
      `[${id}/](${id})`,
    ].join(' | '),
  );
  const found = rows.filter(isReleaseRow).map((row) => row.join(' | '));
  if (wanted.join('\n') !== found.join('\n')) {
    report('releases', `the table says ${found.join('; ')}, and the commands install ${wanted.join('; ')}`);
  }
}

function checkProse(prose: string, releases: Releases, report: Report): void {
  const [sentry, reporter] = [releases.get('sentry'), releases.get('sentry-kubernetes')];
  const clickhouse = releases.get('sentry-clickhouse');
  const sentences = [
    ...(sentry === undefined
      ? []
      : [
          `\`kubectl -n ${sentry.namespace} get jobs,pods\``,
          `sign in at ${textAt(sentry.values, 'system.url')} as ${textAt(sentry.values, 'user.email')}.`,
        ]),
    ...(reporter === undefined
      ? []
      : [`its DSN into the Secret \`${textAt(reporter.values, 'sentry.existingSecret')}\`.`]),
    ...(clickhouse === undefined
      ? []
      : [`one of the ${textAt(clickhouse.values, 'clickhouse.replicas')} replicas`]),
  ];
  for (const sentence of sentences) if (!prose.includes(sentence)) report('guide', `missing: ${sentence}`);
}
