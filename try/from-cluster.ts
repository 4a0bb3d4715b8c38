import { createServer } from 'node:net';
import { parseConfig } from '../reporter/config/parse-config.ts';
import { patternEngine } from '../reporter/config/pattern-engine.ts';
import { runReporter } from '../reporter/reporter.ts';
import type { Trial } from './trial.ts';
import { TryError } from './try-error.ts';

export interface ClusterTrial extends Trial {
  /** Where the envelopes go. */
  readonly dsn: string;
  /** Whether to go on watching when what the cluster has stored is in. */
  readonly follow: boolean;
  readonly onStored: () => void;
}

/**
 * Runs the reporter itself on the kubeconfig: it reads, and writes nothing to the cluster. Ends when the
 * signal aborts, or without `follow` once everything that is stored has been sent.
 *
 * @throws AccessError when there is no way to the cluster, ConfigError for a variable that cannot be used
 */
export async function tryCluster(trial: ClusterTrial, signal: AbortSignal): Promise<void> {
  const { clock, logger, env, passedOver, follow, onStored } = trial;
  const port = await freePort();
  const tried = { ...env, ...fixed, SENTRY_DSN: trial.dsn, SENTRY_K8S_METRICS_PORT: String(port) };
  const { config, warnings } = parseConfig(
    { SENTRY_K8S_WATCH_NAMESPACES: '__all__', ...tried },
    await patternEngine(tried),
  );
  for (const warning of warnings) logger.warn({}, warning);
  const ending = new AbortController();
  const running = runReporter(
    {
      config,
      env: tried,
      clock,
      logger,
      onPassedOver: (outcome, change) => passedOver.add(outcome, change.object, config.filter),
    },
    AbortSignal.any([signal, ending.signal]),
  );
  const stored = untilReady(`http://127.0.0.1:${port}/readyz`, AbortSignal.any([signal, ending.signal]));
  await Promise.race([running, stored]).catch(async (error: unknown) => {
    ending.abort(error);
    await running.catch(() => {}); // what ended it is the error that is told
    throw error;
  });
  if (!signal.aborted) onStored();
  if (!follow) ending.abort(new Error('everything that is stored is in'));
  await running.catch((error: unknown) => {
    if (!signal.aborted && !ending.signal.aborted) throw error;
  });
}

/** Nothing is kept anywhere, and a first start reports what is stored. */
const fixed = {
  SENTRY_K8S_WATCH_HISTORICAL: '1',
  SENTRY_K8S_SPOOL_MODE: 'memory',
  SENTRY_K8S_LEASE_NAME: '',
  SENTRY_K8S_LEASE_NAMESPACE: '',
} as const;

const patience = 60_000;

/** Ready means that every scope has been listed. */
async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  let last = 'it does not answer';
  while (!signal.aborted) {
    const answer = await fetch(url, { signal }).catch(() => undefined);
    if (answer?.ok) return;
    if (answer !== undefined) last = (await answer.text()).trim();
    if (performance.now() - started > patience) throw new TryError(`the cluster cannot be read: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port is free')),
      );
    });
  });
}
