import type { App } from 'cdk8s';
import type { ReporterBundle } from '../../bundle/reporter.ts';
import { HelmChart } from '../../chart/helm-chart.ts';
import { namedTemplates } from '../../chart/named-templates.ts';
import type { Release } from '../../chart/release.ts';
import { helmIgnore, scenarios } from '../../chart/scenarios.ts';
import { Expression } from '../../template/expression.ts';
import { and, not, splitList } from '../../template/functions.ts';
import type { Tokens } from '../../template/tokens.ts';
import { metadata } from './chart-metadata.ts';
import { ownsClaim, usesOwnSecret, watchesAll } from './conditions.ts';
import { configMap } from './config-map.ts';
import { dashboard } from './dashboard.ts';
import { dashboardConfigMap } from './dashboard-config-map.ts';
import { deployment } from './deployment.ts';
import { guards } from './guards.ts';
import { lease } from './lease.ts';
import { podMonitor, serviceMonitor } from './monitors.ts';
import { ownTemplates } from './named-templates.ts';
import { bundleFile, dashboardFile, watchNamespaces } from './names.ts';
import { networkPolicy } from './network-policy.ts';
import { notes } from './notes.ts';
import { persistentVolumeClaim } from './persistent-volume-claim.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { prometheusRule } from './prometheus-rule.ts';
import {
  clusterRole,
  clusterRoleBinding,
  leaseRole,
  leaseRoleBinding,
  leaseRules,
  nodeRole,
  nodeRoleBinding,
  nodeRules,
  watchRole,
  watchRoleBinding,
  watchRules,
} from './rbac.ts';
import { readme } from './readme.ts';
import { secret } from './secret.ts';
import { service } from './service.ts';
import { serviceAccount, serviceAccountMetadata } from './service-account.ts';
import { testPod } from './test-pod.ts';
import { values } from './values.ts';

/** The chart `sentry-kubernetes`: the reporter, its rights and its surroundings. */
export async function sentryKubernetes(
  app: App,
  tokens: Tokens,
  release: Release,
  bundle: ReporterBundle,
): Promise<HelmChart> {
  const source = 'synth/charts/sentry-kubernetes';
  const chart = new HelmChart(app, tokens, { metadata, values, release, source });
  const { ref } = values;
  const namespace = new Expression('string', '$namespace');
  const eachNamespace = { variable: namespace, of: splitList(',', watchNamespaces) };
  const named = and(ref.rbac.create, not(watchesAll));
  const seesNodes = and(ref.rbac.create, ref.sources.nodes);
  const clusterWide = and(ref.rbac.create, watchesAll);

  chart.text('templates/_helpers.tpl', namedTemplates(metadata.name) + ownTemplates);
  chart.text('templates/NOTES.txt', notes);
  for (const [file, rules] of Object.entries({ watch: watchRules, node: nodeRules, lease: leaseRules }))
    chart.named(
      `_${file}-rules.tpl`,
      `sentry-kubernetes.${file}Rules`,
      'Rights of the reporter, for those who grant them themselves.',
      { rules },
    );
  chart.guards('guards.yaml', guards);
  chart.template('deployment.yaml', deployment);
  chart.template('configmap.yaml', configMap, { when: ref.bundle.enabled });
  chart.template('secret.yaml', secret, { when: usesOwnSecret });
  chart.construct('serviceaccount.yaml', serviceAccount(chart), serviceAccountMetadata, {
    when: ref.serviceAccount.create,
  });
  chart.template('role.yaml', watchRole(namespace), { when: named, each: eachNamespace });
  chart.template('rolebinding.yaml', watchRoleBinding(namespace), { when: named, each: eachNamespace });
  chart.template('clusterrole.yaml', clusterRole, { when: clusterWide });
  chart.template('clusterrolebinding.yaml', clusterRoleBinding, { when: clusterWide });
  chart.template('node-clusterrole.yaml', nodeRole, { when: seesNodes });
  chart.template('node-clusterrolebinding.yaml', nodeRoleBinding, { when: seesNodes });
  chart.template('lease.yaml', lease);
  chart.template('lease-role.yaml', leaseRole, { when: ref.rbac.create });
  chart.template('lease-rolebinding.yaml', leaseRoleBinding, { when: ref.rbac.create });
  chart.template('persistentvolumeclaim.yaml', persistentVolumeClaim, { when: ownsClaim });
  chart.template('service.yaml', service, { when: ref.metrics.service.enabled });
  chart.template('servicemonitor.yaml', serviceMonitor, { when: ref.metrics.serviceMonitor.enabled });
  chart.template('podmonitor.yaml', podMonitor, { when: ref.metrics.podMonitor.enabled });
  chart.template('prometheusrule.yaml', prometheusRule, { when: ref.metrics.prometheusRule.enabled });
  chart.template('dashboard.yaml', dashboardConfigMap, { when: ref.metrics.dashboard.enabled });
  chart.template('networkpolicy.yaml', networkPolicy, { when: ref.networkPolicy.enabled });
  chart.template('poddisruptionbudget.yaml', podDisruptionBudget, { when: ref.podDisruptionBudget.enabled });
  chart.template('tests/ready.yaml', testPod, { when: ref.metrics.service.enabled });
  chart.file('README.md', readme());
  chart.file('.helmignore', helmIgnore);
  chart.file(`files/${bundleFile}`, bundle.program);
  chart.file(`files/${bundleFile}.LICENSE.txt`, bundle.licenses);
  chart.file(`files/${dashboardFile}`, `${JSON.stringify(dashboard, null, 2)}\n`);
  for (const [path, content] of await scenarios(new URL('./scenarios/', import.meta.url)))
    chart.file(path, content);
  return chart;
}
