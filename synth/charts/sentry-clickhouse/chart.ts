import type { App } from 'cdk8s';
import { HelmChart } from '../../chart/helm-chart.ts';
import { namedTemplates } from '../../chart/named-templates.ts';
import type { Release } from '../../chart/release.ts';
import { helmIgnore, scenarios } from '../../chart/scenarios.ts';
import { and } from '../../template/functions.ts';
import type { Tokens } from '../../template/tokens.ts';
import { metadata } from './chart-metadata.ts';
import { clickhouseSpec } from './clickhouse-spec.ts';
import { changesTemplate, fixed, fixedConfigMap } from './fixed.ts';
import { guards } from './guards.ts';
import { clickhouseInstallation, keeperInstallation } from './installations.ts';
import { keeperSpec } from './keeper-spec.ts';
import { ownTemplates } from './named-templates.ts';
import * as names from './names.ts';
import { clickhousePolicy, keeperPolicy } from './network-policies.ts';
import { notes } from './notes.ts';
import { readme } from './readme.ts';
import { values } from './values.ts';
import { testPod, waitConfigMap, waitJob, waitJobSpec } from './wait-job.ts';
import { waitRole, waitRoleBinding, waitServiceAccount, waitServiceAccountMetadata } from './wait-rights.ts';

/** The chart `sentry-clickhouse`: ClickHouse and its Keepers, as the Altinity operator takes them. */
export async function sentryClickhouse(
  app: App,
  tokens: Tokens,
  release: Release,
  program: string,
): Promise<HelmChart> {
  const chart = new HelmChart(app, tokens, {
    metadata,
    release,
    values,
    source: 'synth/charts/sentry-clickhouse',
  });
  const { ref } = values;

  chart.text('templates/_helpers.tpl', namedTemplates(metadata.name) + ownTemplates);
  chart.text('templates/NOTES.txt', notes);
  chart.named(
    '_clickhouse.tpl',
    names.clickhouseSpec,
    'Spec of the ClickHouseInstallation, without its task.',
    clickhouseSpec,
  );
  chart.named(
    '_keeper.tpl',
    names.keeperSpec,
    'Spec of the ClickHouseKeeperInstallation, without its task.',
    keeperSpec,
  );
  chart.guards('guards.yaml', guards);
  chart.named('_fixed.tpl', names.fixedData, 'What never changes.', fixed);
  chart.text('templates/_changes.tpl', changesTemplate);
  chart.template('fixed.yaml', fixedConfigMap);
  chart.template('keeper.yaml', keeperInstallation, { when: ref.keeper.enabled });
  chart.template('clickhouse.yaml', clickhouseInstallation);
  chart.template('clickhouse-networkpolicy.yaml', clickhousePolicy, { when: ref.networkPolicy.enabled });
  chart.template('keeper-networkpolicy.yaml', keeperPolicy, {
    when: and(ref.networkPolicy.enabled, ref.keeper.enabled),
  });
  chart.named('_wait.tpl', names.waitSpec, 'Spec of the Job that waits.', waitJobSpec);
  const waits = { when: ref.wait.enabled };
  chart.template('wait-configmap.yaml', waitConfigMap, waits);
  chart.construct('wait-serviceaccount.yaml', waitServiceAccount(chart), waitServiceAccountMetadata, waits);
  chart.template('wait-role.yaml', waitRole, waits);
  chart.template('wait-rolebinding.yaml', waitRoleBinding, waits);
  chart.template('wait-job.yaml', waitJob, waits);
  chart.template('tests/usable.yaml', testPod, waits);
  chart.file(`files/${names.waitFile}`, program);
  chart.file('README.md', readme());
  chart.file('.helmignore', helmIgnore);
  for (const [path, content] of await scenarios(new URL('./scenarios/', import.meta.url)))
    chart.file(path, content);
  return chart;
}
