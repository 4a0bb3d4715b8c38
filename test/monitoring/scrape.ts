import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import { writeKubeconfig } from '../kubernetes-api/kubeconfig.ts';
import { ReporterProcess } from '../reporter/reporter-process.ts';

/** The names of all series that a running reporter answers a scrape with. */
export async function scrapedNames(): Promise<ReadonlySet<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'scrape-'));
  const api = await FakeKubernetesApi.start();
  const reporter = new ReporterProcess({
    SENTRY_DSN: 'http://0123456789abcdef0123456789abcdef@127.0.0.1:9/1',
    SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'out-cluster',
    SENTRY_K8S_KUBECONFIG_PATH: await writeKubeconfig(folder, api),
  });
  try {
    await reporter.ready();
    const text = (await reporter.probe('/metrics'))?.body ?? '';
    return new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) => seriesOf(name, type)),
    );
  } finally {
    await reporter.end('SIGKILL');
    await api.close();
    await rm(folder, { recursive: true });
  }
}

function seriesOf(name: string, type: string | undefined): readonly string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}

/** The metrics that a PromQL expression of ours reads. */
export function metricsIn(expr: string): readonly string[] {
  return [...expr.matchAll(/\b(?:sentry_k8s|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);
}
