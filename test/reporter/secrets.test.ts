import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../clock/eventually.ts';
import { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import { writeKubeconfig } from '../kubernetes-api/kubeconfig.ts';
import { SentryIngest } from '../sentry-ingest/sentry-ingest.ts';
import { ReporterProcess } from './reporter-process.ts';

const planted = ['bearer-token-4711', 'password-in-an-event-4712', 'annotation-4713', 'proxy-password-4714'];

test('no secret reaches log, metrics or probes at the level trace, whatever goes wrong', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  const api = await FakeKubernetesApi.start({ token: planted[0] ?? '' });
  const sentry = new SentryIngest();
  await sentry.start();
  const reporter = new ReporterProcess({
    SENTRY_DSN: sentry.dsn(),
    SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'out-cluster',
    SENTRY_K8S_KUBECONFIG_PATH: await writeKubeconfig(folder, api),
    SENTRY_K8S_WATCH_NAMESPACES: 'shop,closed',
    SENTRY_K8S_LOG_LEVEL: 'trace',
    NO_PROXY: '127.0.0.1',
    HTTPS_PROXY: `http://user:${planted[3]}@proxy.example.com:3128`,
  });
  try {
    api.forbidden.add('closed');
    await eventually('the refusal', async () =>
      (await reporter.probe('/readyz'))?.body.includes('no rights'),
    );
    const trouble = [401, 403, 503, 413, 429];
    sentry.answer = ({ number }) =>
      number === 1 ? 'reset' : { status: trouble[number - 2] ?? 200, headers: { 'Retry-After': '1' } };
    const annotations = { 'k8s.sentry.io/dsn': planted[2] };
    for (let i = 0; i < 20; i += 1) {
      const event = api.createEvent({ namespace: 'shop', message: `cannot log in: password=${planted[1]}` });
      api.modify(event, (stored) => ({ ...stored, metadata: { ...stored.metadata, annotations } }));
    }
    api.line('{"type":"ADDED","object":{"data":{"password":"password-in-an-event-4712"');
    api.breakWatches('close');
    api.token = 'another';
    await eventually('deliveries', () => sentry.events().length >= 10, 20_000);
    const told = [
      await reporter.probe('/metrics'),
      await reporter.probe('/readyz'),
      reporter.log,
      reporter.noise,
    ];
    const key = new URL(sentry.dsn()).username;
    for (const secret of [...planted, key]) expect(JSON.stringify(told)).not.toContain(secret);
    expect(reporter.log.map(({ level }) => level)).toContain('debug');
    for (const secret of planted) expect(JSON.stringify(sentry.received)).not.toContain(secret);
  } finally {
    await reporter.end('SIGKILL');
    await sentry.stop();
    await api.close();
    await rm(folder, { recursive: true });
  }
});
