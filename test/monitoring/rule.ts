import { objectsOf, type Rendered, render } from '../charts/render.ts';
import { helm4 } from '../tools/helm.ts';

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** What the chart renders for release `one` in namespace `space`, with monitoring switched on. */
export async function monitoringObjects(args: readonly string[] = []): Promise<readonly Rendered[]> {
  const on = ['prometheusRule', 'dashboard', 'serviceMonitor', 'podMonitor'].flatMap((what) => [
    '--set',
    `metrics.${what}.enabled=true`,
  ]);
  const helm = { name: 'helm 4', path: await helm4() } as const;
  return objectsOf(
    await render(helm, 'sentry-kubernetes', { args: ['--set', 'sentry.existingSecret=s', ...on, ...args] }),
  );
}

export function groupsOf(objects: readonly Rendered[]): readonly Group[] {
  const rule = objects.find(({ kind }) => kind === 'PrometheusRule');
  if (rule === undefined) throw new Error('no PrometheusRule is rendered');
  return (rule.spec as { readonly groups: readonly Group[] }).groups; // its CRD is checked by a test of its own
}
