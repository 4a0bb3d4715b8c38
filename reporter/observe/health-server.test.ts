import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Health, type HealthServer, startHealthServer } from './health-server.ts';
import { createMetrics } from './metrics.ts';

let health: Health = { ok: true };
let server: HealthServer;
const metrics = createMetrics({
  spool: () => ({ items: 2, bytes: 300, oldest: 1000 }),
  watches: () => [{ scope: 'default', phase: 'watching', lastContact: 4000 }],
  pauses: () => [{ label: 'sentry.example.com/1', category: 'error', until: 9000 }],
  now: () => 5000,
});

beforeAll(async () => {
  server = await startHealthServer({
    port: 0,
    ready: () => health,
    metrics: async () => ({
      contentType: Registry.PROMETHEUS_CONTENT_TYPE,
      text: await metrics.registry.metrics(),
    }),
  });
});
afterAll(() => server.close());
const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);

test('readyz tells whether the reporter watches, and why not', async () => {
  health = { ok: false, scopes: { default: 'forbidden' } };
  const refused = await get('/readyz');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual(health);
  health = { ok: true };
  expect((await get('/readyz')).status).toBe(200);
});

test('healthz holds however the watches are', async () => {
  health = { ok: false };
  expect((await get('/healthz')).status).toBe(200);
});

test('metrics are read at the scrape, in the form of Prometheus', async () => {
  metrics.changes.inc({ outcome: 'queued' }, 3);
  const text = await (await get('/metrics')).text();
  expect(text).toContain('sentry_k8s_spool_items 2');
  expect(text).toContain('sentry_k8s_spool_oldest_seconds 4');
  expect(text).toContain('sentry_k8s_watch_silence_seconds{scope="default"} 1');
  expect(text).toContain(
    'sentry_k8s_sending_paused_seconds{sentry="sentry.example.com/1",category="error"} 4',
  );
  expect(text).toContain('sentry_k8s_changes_total{outcome="queued"} 3');
  for (const line of text.split('\n').filter((line) => line.startsWith('# HELP')))
    expect(line.split(' ').length).toBeGreaterThan(4);
});

test('any other path says what there is', async () => {
  const answer = await get('/');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('/metrics');
});
