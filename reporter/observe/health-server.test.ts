import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalog } from './catalog.ts';
import { type Health, type HealthServer, startHealthServer } from './health-server.ts';
import { createMetrics } from './metrics.ts';

let health: Health = { ok: true };
let server: HealthServer;
let turnMs = 1;
const metrics = createMetrics({
  version: '1.2.3',
  ready: () => health.ok,
  spool: () => ({ items: 2, bytes: 300, oldest: 1000 }),
  heldSince: () => undefined,
  leading: () => true,
  spoolCapacity: 1000,
  watches: () => [
    {
      scope: 'default',
      phase: 'watching',
      lastContact: 4000,
      lists: 3,
      reconnects: 5,
      malformed: 0,
      relists: { gone: 2, rewound: 0 },
      failures: { network: 4 },
    },
  ],
  pauses: () => [{ label: 'sentry.example.com/1', category: 'error', until: 9000 }],
  now: () => 5000,
});

beforeAll(async () => {
  server = await startHealthServer({
    port: 0,
    ready: () => health,
    turn: async () => turnMs,
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

test('healthz holds however the watches are, as long as the event loop turns in good time', async () => {
  health = { ok: false };
  expect((await get('/healthz')).status).toBe(200);
  turnMs = 5_000;
  const refused = await get('/healthz');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({ ok: false, turnMs: 5_000 });
});

test('a turn of the event loop is measured at the probe', async () => {
  const own = await startHealthServer({
    port: 0,
    ready: () => health,
    metrics: () => Promise.reject(new Error('not asked for')),
  });
  const probe = await fetch(`http://127.0.0.1:${own.port}/healthz`);
  expect(await probe.json()).toEqual({ ok: true, turnMs: expect.any(Number) });
  await own.close();
});

test('metrics are read at the scrape, in the form of Prometheus', async () => {
  metrics.changes.inc({ outcome: 'queued', resource: 'events' }, 3);
  const text = await (await get('/metrics')).text();
  expect(text).toContain('sentry_k8s_spool_items 2');
  expect(text).toContain('sentry_k8s_spool_oldest_seconds 4');
  expect(text).toContain('sentry_k8s_watch_silence_seconds{scope="default"} 1');
  expect(text).toContain(
    'sentry_k8s_sending_paused_seconds{sentry="sentry.example.com/1",category="error"} 4',
  );
  expect(text).toContain('sentry_k8s_changes_total{outcome="queued",resource="events"} 3');
  expect(text).toContain('sentry_k8s_spool_capacity_bytes 1000');
  expect(text).toContain('sentry_k8s_ready 0');
  expect(text).toContain('sentry_k8s_build_info{version="1.2.3"} 1');
  expect(text).toContain('sentry_k8s_watch_phase{scope="default",phase="watching"} 1');
  expect(text).toContain('sentry_k8s_watch_phase{scope="default",phase="forbidden"} 0');
  expect(text).toContain('process_resident_memory_bytes');
});

test('counters that the watches keep are told as they are, however often they are asked for', async () => {
  await get('/metrics');
  const text = await (await get('/metrics')).text();
  expect(text).toContain('sentry_k8s_lists_total{scope="default"} 3');
  expect(text).toContain('sentry_k8s_relists_total{scope="default",reason="gone"} 2');
  expect(text).toContain('sentry_k8s_reconnects_total{scope="default"} 5');
  expect(text).toContain('sentry_k8s_watch_failures_total{scope="default",code="network"} 4');
});

test('what is dropped is told from zero on, so that its first increase is seen', async () => {
  const text = await (await get('/metrics')).text();
  expect(text).toContain('sentry_k8s_dropped_total{reason="queue_overflow",category="error"} 0');
});

test('every metric of the catalogue is scraped under its type and with its help, and no other of our own', async () => {
  const text = await (await get('/metrics')).text();
  const ours = text.split('\n').filter((line) => /^# TYPE sentry_k8s_/.test(line));
  expect(ours.sort()).toEqual(
    Object.entries(catalog)
      .map(([name, { type }]) => `# TYPE ${name} ${type}`)
      .sort(),
  );
  for (const [name, { help }] of Object.entries(catalog)) expect(text).toContain(`# HELP ${name} ${help}`);
});

test('any other path says what there is', async () => {
  const answer = await get('/');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('/metrics');
});
