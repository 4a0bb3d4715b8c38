import { values } from '../charts/sentry-kubernetes/values.ts';
import type { Platform } from '../platform/fields/platform.ts';
import { about, type Setting, setting, shared } from '../yaml/settings.ts';
import type { KnownChart } from './known-chart.ts';
import { ownChart } from './own-chart.ts';

export function reporterChart(): KnownChart {
  return ownChart('sentry-kubernetes', values);
}

/** Values of this project's chart sentry-kubernetes. */
export function reporterSettings(
  { reporter }: Platform,
  environment: string | undefined,
): readonly Setting[] {
  const { secret, watch, clusterName } = reporter;
  const all = watch.includes('__all__');
  return [
    about('sentry', 'Where issues go, and what they are about.'),
    shared('sentry.existingSecret', secret.name, 'Secret with the DSN of a project made for them.'),
    shared('sentry.existingSecretKey', secret.key),
    setting(
      'sentry.watchNamespaces',
      all ? '__all__' : watch,
      all ? 'The whole cluster.' : 'The chart makes a Role in each.',
    ),
    ...(clusterName === undefined
      ? []
      : [setting('sentry.clusterName', clusterName, 'Keeps equal workloads of two clusters apart.')]),
    ...(environment === undefined ? [] : [setting('sentry.environment', environment)]),
  ];
}
