import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from '../crds/faults.ts';
import { schemasOf } from '../crds/structural-schema.ts';
import { checkRules, testRules } from '../tools/promtool.ts';
import { cases } from './alert-cases.ts';
import { type Group, groupsOf, monitoringObjects } from './rule.ts';
import { metricsIn, scrapedNames } from './scrape.ts';

const runbook = 'https://wiki.example.com/sentry/reporter-alerts';
let groups: readonly Group[];
const rules = () => groups.flatMap((group) => group.rules);

beforeAll(async () => {
  groups = groupsOf(await monitoringObjects(['--set', `metrics.prometheusRule.runbookUrl=${runbook}`]));
}, 60_000);

test('promtool finds nothing to say against the rules', async (context) => {
  const checked = await checkRules(groups);
  if (checked.state === 'missing') return context.skip(checked.reason);
  expect(checked.code, checked.stdout + checked.stderr).toBe(0);
  expect(checked.stdout).toContain(`${rules().length} rules found`);
});

describe.each([...new Set(cases.map(({ alert }) => alert))])('%s fires', (alert) => {
  test.for(cases.filter((each) => each.alert === alert))(
    '$says',
    async ({ says, series, at, fires }, context) => {
      const [rule] = rules().filter((each) => each.alert === alert);
      if (rule === undefined) throw new Error(`there is no alert ${alert}`);
      const expected = fires.map(({ labels, value }) => ({
        exp_labels: { severity: rule.labels.severity, ...labels },
        exp_annotations: {
          ...rule.annotations,
          description: filledIn(rule.annotations.description, labels, value),
        },
      }));
      const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
      const tests = [
        {
          name: says,
          interval: '1m',
          input_series: input,
          alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: expected }],
        },
      ];
      const tested = await testRules(groups, tests);
      if (tested.state === 'missing') return context.skip(tested.reason);
      expect(tested.code, tested.stdout + tested.stderr).toBe(0);
    },
  );
});

test('every alert has a case in which it fires, and one in which it does not', () => {
  for (const { alert } of rules()) {
    const own = cases.filter((each) => each.alert === alert);
    expect(own.filter(({ fires }) => fires.length > 0).length, alert).toBeGreaterThan(0);
    expect(own.filter(({ fires }) => fires.length === 0).length, alert).toBeGreaterThan(0);
  }
});

test('every alert leads to a section of the runbook that we ship', async () => {
  const page = await readFile(new URL('../../docs/operations/reporter-alerts.md', import.meta.url), 'utf8');
  for (const { alert, annotations } of rules()) {
    expect(annotations.summary).toMatch(/\.$/);
    expect(annotations.runbook_url).toBe(`${runbook}#${alert.toLowerCase()}`);
    expect(page).toContain(`\n## ${alert}\n`);
  }
  const sections = [...page.matchAll(/^## (SentryReporter\w+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(rules().map(({ alert }) => alert));
});

test('every metric that an alert reads is scraped from a running reporter', async () => {
  const scraped = await scrapedNames();
  const read = rules().flatMap(({ expr }) => metricsIn(expr));
  expect(read.length).toBeGreaterThanOrEqual(rules().length);
  expect(read.filter((name) => !scraped.has(name))).toEqual([]);
});

test('the operator accepts the rule and the monitors, and prunes nothing from them', async () => {
  const schemas = await schemasOf(new URL('../crds/prometheus-operator-0.85.0/', import.meta.url));
  const objects = (await monitoringObjects()).filter(({ apiVersion }) =>
    apiVersion.startsWith('monitoring.coreos.com/'),
  );
  expect(objects.map(({ kind }) => kind).sort()).toEqual(['PodMonitor', 'PrometheusRule', 'ServiceMonitor']);
  for (const object of objects)
    expect(faultsOf(object, schemas.get(`${object.apiVersion} ${object.kind}`) ?? {})).toEqual([]);
});

test('an alert can be left out, and none asks for a reporter that is scaled to nothing', async () => {
  const names = async (...args: readonly string[]) =>
    groupsOf(await monitoringObjects(args)).flatMap(({ rules }) => rules.map(({ alert }) => alert));
  expect(await names('--set', 'metrics.prometheusRule.disabled={SentryReporterBehind}')).not.toContain(
    'SentryReporterBehind',
  );
  expect(await names('--set', 'replicaCount=0')).not.toContain('SentryReporterAbsent');
});

function filledIn(template = '', labels: Readonly<Record<string, string>>, value = ''): string {
  return template
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? '')
    .replace(/\{\{ \$value [^}]*\}\}/g, value);
}
