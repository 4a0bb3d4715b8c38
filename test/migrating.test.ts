import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { globalTagPrefix, type Variable, variables } from '../reporter/config/variables.ts';

const page = await readFile(new URL('../docs/migrating.md', import.meta.url), 'utf8');
const all = Object.values<Variable>(variables);

/** As the Go agent reads them (main.go, sentry.go, k8s.go, filters.go and others at 42f5d8f). */
const goVariables = [
  'SENTRY_DSN',
  'SENTRY_ENVIRONMENT',
  'SENTRY_RELEASE',
  'SENTRY_K8S_WATCH_NAMESPACES',
  'SENTRY_K8S_WATCH_HISTORICAL',
  'SENTRY_K8S_CLUSTER_CONFIG_TYPE',
  'SENTRY_K8S_KUBECONFIG_PATH',
  'SENTRY_K8S_LOG_LEVEL',
  'SENTRY_K8S_MONITOR_CRONJOBS',
  'SENTRY_K8S_CUSTOM_DSNS',
  'SENTRY_K8S_INTEGRATION_GKE_ENABLED',
  'SENTRY_K8S_FILTER_OUT_EVENT_REASONS',
  'SENTRY_K8S_FILTER_OUT_EVENT_SOURCES',
];

test('every variable of the Go agent is one of the reporter, and the page says what it does', () => {
  for (const name of goVariables) {
    expect(all.map((variable) => variable.name)).toContain(name);
    expect(page).toContain(`\`${name}\``);
  }
  expect(page).toContain(`\`${globalTagPrefix}<key>\``);
});

test('every former name that is read stands on the page beside the present one', () => {
  for (const { name, former = [] } of all) {
    for (const old of former) {
      const row = page.split('\n').find((line) => line.startsWith('| `') && line.includes(`\`${old}\``));
      expect(row, old).toContain(`\`${name}\``);
    }
  }
});
