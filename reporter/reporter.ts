/**
 * Wires the rooms and loops: what the scopes see flows through the pipeline into the spool and from there to
 * Sentry, and every scope's place is kept once what came before it is safe.
 */
import { checkpointFile } from './checkpoint/checkpoint-file.ts';
import { type CheckpointSource, loadCheckpoint } from './checkpoint/load.ts';
import { type Progress, trackProgress } from './checkpoint/progress.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/parse-config.ts';
import { type Delivery, openDelivery } from './delivery.ts';
import { type ApiClient, createApiClient } from './kubernetes/api-client.ts';
import { checkpointLease, isLeaseMissing } from './kubernetes/checkpoint-lease.ts';
import { startDeadline } from './kubernetes/deadline.ts';
import { findAccess } from './kubernetes/find-access.ts';
import { type Health, startHealthServer } from './observe/health-server.ts';
import type { Logger } from './observe/logger.ts';
import { createMetrics } from './observe/metrics.ts';
import { createPipeline } from './pipeline.ts';
import { sdk } from './sentry/preparer.ts';
import { openSources, scopesFor } from './sources.ts';
import { createListWatch } from './watch/list-watch.ts';
import type { Start } from './watch/place.ts';
import { type WatchedScope, watchScopes, watchTrouble } from './watch/watch-scopes.ts';
import { watchReadings } from './watch-metrics.ts';

export interface ReporterOptions {
  readonly config: Config;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What is left of the grace period when the spool is no longer waited for. */
const AFTER_DRAIN_MS = 2_000;
/** Of which the last save of the checkpoint may take this much. */
const LAST_SAVE_MS = 1_000;

/**
 * Runs until the signal aborts, then stops watching, sends what the grace period allows and saves the
 * checkpoint. Rejects when the reporter cannot start.
 *
 * @throws AccessError when there is no way to the cluster
 */
export async function runReporter(options: ReporterOptions, signal: AbortSignal): Promise<void> {
  const { config, env, clock, logger } = options;
  const endBy = deadlineAfter(signal, () => clock.now() + config.graceMs - AFTER_DRAIN_MS);
  let scopes: () => readonly WatchedScope[] = () => [];
  const ready = (): Health => {
    if (signal.aborted) return { ok: false, problems: ['shutting down'] };
    const watched = scopes();
    if (watched.length === 0) return { ok: false, problems: ['starting'] };
    const { problems, degraded } = watchTrouble(watched, clock.now());
    return { ok: problems.length === 0, problems, degraded };
  };
  const metrics = createMetrics({
    version: sdk.version,
    ready: () => ready().ok,
    spool: () => delivery.spool.size(),
    spoolCapacity: config.spool.bytes,
    watches: () => watchReadings(scopes()),
    pauses: () => delivery.sender.pauses(),
    now: () => clock.now(),
  });
  const delivery = await openDelivery({ spool: config.spool, env, clock, logger, metrics });
  const health = await startHealthServer({
    port: config.metricsPort,
    ready,
    metrics: async () => ({
      contentType: metrics.registry.contentType,
      text: await metrics.registry.metrics(),
    }),
  });
  const { clusterConfigType: type, kubeconfigPath } = config;
  const api = createApiClient({
    access: await findAccess({ type, kubeconfigPath, env }),
    clock,
    userAgent: `${sdk.name}/${sdk.version}`,
  });
  try {
    logger.info({ server: api.server, healthPort: health.port }, 'starting');
    delivery.sender.start();
    const progress = await startProgress(options, api, delivery, signal);
    const sources = openSources({ config, clock, logger });
    const handle = createPipeline({
      clock,
      logger,
      sources,
      spool: delivery.spool,
      reached: progress.reached,
      count: (outcome, resource) => metrics.changes.inc({ outcome, resource }),
      signal,
    });
    const watches = watchScopes(
      scopesFor(sources, config).map((scope) =>
        createListWatch({
          api,
          clock,
          logger,
          scope,
          handle,
          start: startOf(progress, scope.key, config.historical),
        }),
      ),
    );
    scopes = watches.states;
    await Promise.all([watches.run(signal), progress.run(signal)]);

    logger.info({ items: delivery.spool.size().items }, 'stopped watching; sending what is left');
    const sent = await delivery.sender.drain(Math.max(0, endBy() - clock.now()));
    const lastSave = startDeadline(clock, LAST_SAVE_MS, 'saving the checkpoint');
    await progress.flush(lastSave.signal);
    lastSave.end();
    const { items } = delivery.spool.size();
    if (sent) logger.info({}, 'everything is sent');
    else logger.warn({ items, durable: delivery.spool.durable }, 'ending before everything is sent');
  } finally {
    api.close();
    await delivery.close();
    await health.close();
  }
}

async function startProgress(
  { config, clock, logger }: ReporterOptions,
  api: ApiClient,
  { spool }: Delivery,
  signal: AbortSignal,
): Promise<Progress> {
  const near = spool.durable ? checkpointFile(config.spool.directory) : undefined;
  const far = config.lease === undefined ? undefined : checkpointLease(api, config.lease);
  const sources: CheckpointSource[] = [];
  if (near !== undefined) sources.push({ name: 'spool', store: near, isHopeless: () => true });
  if (far !== undefined) sources.push({ name: 'Lease', store: far, isHopeless: isLeaseMissing });
  const start = await loadCheckpoint({ sources, clock, logger, signal });
  return trackProgress({ start, near, far, acknowledged: () => spool.acknowledged(), clock, logger });
}

function startOf(progress: Progress, scope: string, historical: boolean): Start {
  const resourceVersion = progress.start[scope];
  if (resourceVersion !== undefined) return { kind: 'resume', resourceVersion };
  return historical ? { kind: 'all' } : { kind: 'now' };
}

/** The moment that `of` answers when the signal aborts. */
function deadlineAfter(signal: AbortSignal, of: () => number): () => number {
  let deadline: number | undefined;
  signal.addEventListener(
    'abort',
    () => {
      deadline = of();
    },
    { once: true },
  );
  return () => deadline ?? of();
}
