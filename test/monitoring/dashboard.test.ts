import { beforeAll, expect, test } from 'vitest';
import { monitoringObjects } from './rule.ts';
import { metricsIn, scrapedNames } from './scrape.ts';

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly description: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly {
      readonly refId: string;
      readonly expr: string;
      readonly legendFormat: string;
    }[];
  }[];
}

let dashboard: Dashboard;
let labels: Readonly<Record<string, string>> | undefined;

beforeAll(async () => {
  const map = (await monitoringObjects()).find(({ metadata }) => metadata.name.endsWith('-dashboard'));
  labels = map?.metadata.labels;
  const [file = ''] = Object.values((map?.data ?? {}) as Record<string, string>); // a ConfigMap holds text
  dashboard = JSON.parse(file);
}, 60_000);

test('the sidecar of Grafana finds it by the usual label', () => {
  expect(labels).toMatchObject({ grafana_dashboard: '1' });
});

test('every query reads metrics that a running reporter is scraped for', async () => {
  const scraped = await scrapedNames();
  for (const { title, targets } of dashboard.panels) {
    expect(targets.length, title).toBeGreaterThan(0);
    for (const { expr } of targets) {
      expect(metricsIn(expr).length, title).toBeGreaterThan(0);
      expect(
        metricsIn(expr).filter((name) => !scraped.has(name)),
        title,
      ).toEqual([]);
    }
  }
});

test('every legend names labels that its query leaves', () => {
  for (const { targets } of dashboard.panels) {
    for (const { expr, legendFormat } of targets) {
      const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label ?? '');
      const kept = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(/, */);
      if (kept !== undefined) expect(kept, expr).toEqual(expect.arrayContaining(named));
    }
  }
});

test('panels fill their rows without overlap, and say what they show', () => {
  const taken = new Set<string>();
  for (const { title, description, gridPos } of dashboard.panels) {
    expect(description, title).not.toBe('');
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.has(`${x} ${y}`), title).toBe(false);
        taken.add(`${x} ${y}`);
      }
  }
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
