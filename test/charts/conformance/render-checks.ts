import { expect, test } from 'vitest';
import { kubeScore } from '../../tools/kube-score.ts';
import { kubeconform } from '../../tools/kubeconform.ts';
import { kubernetesVersions } from '../../tools/kubernetes-schemas.ts';
import { forReview } from '../golden.ts';
import { idOf, render } from '../render.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** What holds of everything that one scenario renders. */
export function renderChecks(
  { chart, scenarios, tools, rendered, foreign, exceptions }: ChartUnderTest,
  scenario: string,
): void {
  test('both helms render the same, and each the same twice', async () => {
    const file = scenarios.get(scenario) ?? '';
    for (const tool of tools)
      expect(withoutBlankLines(await render(tool, chart, { values: [file] })), tool.name).toBe(
        withoutBlankLines(rendered(scenario).text),
      );
  });

  test('the render is the one that was reviewed', async () => {
    await expect(forReview(rendered(scenario).text)).toMatchFileSnapshot(`golden/${chart}/${scenario}.yaml`);
  });

  test('nothing in it is null, unrendered, printed as Go data or ciphertext', () => {
    const text = forReview(rendered(scenario).text);
    expect(text).not.toMatch(/<no value>|%!|map\[|\d[eE]\+\d|1000[0-9a-f]{60}/);
    expect(nulls(rendered(scenario).objects)).toEqual([]);
  });

  test.for(kubernetesVersions)(
    'Kubernetes %s takes every object, with no field unknown to it',
    async (version, context) => {
      const checked = await kubeconform(rendered(scenario).text, version, { skip: foreignKinds });
      if (checked.state === 'missing') return context.skip(checked.reason);
      const own = rendered(scenario).objects.filter(({ kind }) => !foreignKinds.includes(kind));
      expect(checked.objects).toBeGreaterThanOrEqual(own.length);
      expect(checked.findings.filter(({ kind }) => !foreignKinds.includes(kind))).toEqual([]);
    },
  );

  test('custom resources hold nothing that their own schemas would drop or refuse', () => {
    for (const object of rendered(scenario).objects) expect(foreign(object), idOf(object)).toEqual([]);
  });

  test('kube-score finds nothing critical but what was decided', async (context) => {
    const scored = await kubeScore(rendered(scenario).text);
    if (scored.state === 'missing') return context.skip(scored.reason);
    const critical = scored.remarks.filter((remark) => remark.grade === 'critical');
    expect(
      critical.filter(
        (remark) => !(remark.check in { ...decided, ...exceptions['*'], ...exceptions[scenario] }),
      ),
    ).toEqual([]);
  });
}

/** Helm 3 and 4 end a document with a different number of empty lines. */
function withoutBlankLines(text: string): string {
  return text.replace(/^\s*\n/gm, '');
}

/** Kinds of other projects, which Kubernetes' own schemas do not know. */
const foreignKinds = [
  'ClickHouseInstallation',
  'ClickHouseKeeperInstallation',
  'PodMonitor',
  'PrometheusRule',
  'ServiceMonitor',
];

/** Checks of kube-score that are not followed, with the reason. */
const decided: Readonly<Record<string, string>> = {
  'container-resources': 'it wants a CPU limit, which slows a program down exactly when much happens',
  'container-image-pull-policy':
    'it wants Always; images are pinned, and a registry that is away must not stop a restart',
  'pod-networkpolicy':
    'it finds none for the pod of `helm test`, which lives for seconds and listens on nothing',
};

function nulls(value: unknown, path = ''): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => nulls(child, `${path}/${key}`));
}
