import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHelm } from '../../tools/helm.ts';
import { idOf, objectsOf, type Rendered, render } from '../render.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** Names and selectors that let releases live beside one another, and that stay. */
export function nameChecks({ chart, folder, scenarios, least, helm, main, named }: ChartUnderTest): void {
  test('two releases in one namespace share no object', async () => {
    for (const [scenario, file] of scenarios) {
      if (named.includes(scenario)) continue;
      const one = objectsOf(await render(helm, chart, { release: 'one', values: [file] })).map(idOf);
      const two = objectsOf(await render(helm, chart, { release: 'two', values: [file] })).map(idOf);
      expect(
        one.filter((id) => two.includes(id)),
        file,
      ).toEqual([]);
    }
  }, 60_000);

  test('one release name in two namespaces shares no object', async () => {
    for (const file of scenarios.values()) {
      const one = objectsOf(await render(helm, chart, { namespace: 'here', values: [file] })).map(idOf);
      const two = objectsOf(await render(helm, chart, { namespace: 'there', values: [file] })).map(idOf);
      expect(
        one.filter((id) => two.includes(id)),
        file,
      ).toEqual([]);
    }
  }, 60_000);

  test('two releases select each only its own pods', async () => {
    const selectors = [
      ['Deployment', 'selector'],
      ['Service', 'selector'],
      ['NetworkPolicy', 'podSelector'],
    ] as const;
    const selectedBy = async (release: string) =>
      objectsOf(await render(helm, chart, { release, values: [least] })).flatMap(({ kind, spec }) =>
        selectors
          .filter(([owner]) => owner === kind)
          .map(([, field]) => JSON.stringify((spec as Record<string, unknown>)[field])),
      );
    const one = await selectedBy('one');
    expect(one.length).toBeGreaterThan(0);
    for (const selector of await selectedBy('two')) expect(one).not.toContain(selector);
  });

  test('a release name of 53 characters, the longest Helm takes, still gives names of at most 63', async () => {
    const release = `r${'x'.repeat(51)}z`;
    for (const file of scenarios.values()) {
      for (const object of objectsOf(await render(helm, chart, { release, values: [file] }))) {
        const bounded = !/Role/.test(object.kind);
        if (bounded) expect(object.metadata.name.length, idOf(object)).toBeLessThanOrEqual(63);
        expect(object.metadata.name).not.toMatch(/-$|--/);
      }
    }
  }, 60_000);

  test('a release named after the chart is not named twice, and the overrides count', async () => {
    const nameOf = async (options: { release: string; args?: string[] }) =>
      objectsOf(await render(helm, chart, { ...options, values: [least] })).find(({ kind }) => kind === main)
        ?.metadata.name;
    expect(await nameOf({ release: chart })).toBe(chart);
    expect(await nameOf({ release: 'one' })).toBe(`one-${chart}`);
    expect(await nameOf({ release: 'one', args: ['--set', 'nameOverride=agent'] })).toBe('one-agent');
    expect(await nameOf({ release: 'one', args: ['--set', 'fullnameOverride=agent'] })).toBe('agent');
  });

  test('what Kubernetes never lets change stays the same in the next version of the chart', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'next-'));
    await cp(folder, copy, { recursive: true });
    const yaml = await readFile(join(copy, 'Chart.yaml'), 'utf8');
    await writeFile(
      join(copy, 'Chart.yaml'),
      yaml.replace(/^version: .*/m, 'version: 99.0.0').replace(/^appVersion: .*/m, 'appVersion: "99"'),
    );
    const next = await runHelm(helm, ['template', 'one', copy, '--namespace', 'space', '-f', least]);
    const frozen = (objects: readonly Rendered[]) =>
      objects.map(({ kind, spec }) =>
        kind === 'Deployment' ? (spec as { selector: unknown }).selector : kind,
      );
    expect(frozen(objectsOf(next.stdout))).toEqual(
      frozen(objectsOf(await render(helm, chart, { values: [least] }))),
    );
    expect(next.stdout).toContain('99.0.0');
    await rm(copy, { recursive: true });
  });
}
