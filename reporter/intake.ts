/**
 * One turn of watching: what the scopes see goes through the pipeline into the spool, and every scope's place is
 * kept once what came before it is safe. A replica that is elected again begins a new one.
 */
import { checkpointFile } from './checkpoint/checkpoint-file.ts';
import { type CheckpointSource, loadCheckpoint } from './checkpoint/load.ts';
import { type Progress, trackProgress } from './checkpoint/progress.ts';
import { resumeFrom } from './checkpoint/resume.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/parse-config.ts';
import type { Delivery } from './delivery.ts';
import { findGkeCluster } from './gke/find-gke-cluster.ts';
import { metadataServer } from './gke/metadata-server.ts';
import type { ApiClient } from './kubernetes/api-client.ts';
import { checkpointLease, isLeaseMissing } from './kubernetes/checkpoint-lease.ts';
import type { Logger } from './observe/logger.ts';
import type { Metrics } from './observe/metrics.ts';
import { ownerFinder } from './owners/find-owner.ts';
import { createPipeline } from './pipeline.ts';
import { MarkReader } from './route/mark-reader.ts';
import { openRoute } from './route/open-route.ts';
import { openPodLogs } from './sources/open-pod-logs.ts';
import type { Outcome } from './sources/source.ts';
import { openSources, scopesFor } from './sources.ts';
import type { Batch, Change } from './watch/batch.ts';
import { createListWatch } from './watch/list-watch.ts';
import type { Start } from './watch/place.ts';
import type { Scope } from './watch/scope.ts';
import { type WatchedScope, watchScopes } from './watch/watch-scopes.ts';

export interface IntakeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly api: ApiClient;
  readonly delivery: Pick<Delivery, 'spool' | 'hold' | 'pace'>;
  readonly metrics: Metrics;
  /** Told of every change that is not reported, and why. */
  readonly onPassedOver?: ((outcome: Outcome, change: Change) => void) | undefined;
}

export interface Intake {
  /** Watches until the signal aborts and all that was seen is in the spool. */
  run(signal: AbortSignal): Promise<void>;
  scopes(): readonly WatchedScope[];
  /** Saves every scope's place as it is now. */
  saveCheckpoint(signal: AbortSignal): Promise<void>;
}

/** How long a Lease that is missing or forbidden is asked for, before the reporter starts without it. */
const LEASE_PATIENCE_MS = 60_000;

/**
 * Begins where the checkpoint says; the signal ends waiting for a checkpoint that cannot be read, and for a
 * spool that refuses to append.
 *
 * @throws the signal's reason
 */
export async function openIntake(options: IntakeOptions, signal: AbortSignal): Promise<Intake> {
  const { config, clock, logger, api, delivery, metrics } = options;
  const routing = { dsn: config.dsn, ...config.routing };
  const marks = new MarkReader({ api, clock, environmentKey: routing.environmentKey });
  const gke = await openGke(options, signal);
  const sources = openSources({
    config,
    clock,
    logger,
    route: openRoute({ routing, marks, metrics, clock, logger }),
    owner: config.lookUpOwners ? ownerFinder(marks) : undefined,
    logs: openPodLogs({ config, api, metrics, clock, logger }),
    gke,
    signal,
  });
  const scopes = scopesFor(sources, config);
  const progress = await startProgress(options, scopes, signal);
  const pipeline = createPipeline({
    clock,
    logger,
    sources,
    spool: delivery.spool,
    room: delivery.hold.room,
    reached: progress.reached,
    count: (outcome, resource, change, times = 1) => {
      metrics.changes.inc({ outcome, resource }, times);
      if (change !== undefined) options.onPassedOver?.(outcome, change);
    },
    signal,
  });
  const handle = async (batch: Batch) => {
    await pipeline.handle(batch);
    await delivery.pace(signal);
  };
  const watches = watchScopes(
    scopes.map((scope) =>
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
  return {
    run: async (until) => {
      await Promise.all([watches.run(until), progress.run(until)]);
      await pipeline.settled();
    },
    scopes: watches.states,
    saveCheckpoint: progress.flush,
  };
}

/** The first events should have it, so it is waited for, though not long. */
async function openGke({ config, clock, logger }: IntakeOptions, signal: AbortSignal) {
  if (config.gke === undefined) return undefined;
  const finding = findGkeCluster({ read: metadataServer(config.gke.host), clock, logger }, signal);
  await finding.firstLook;
  return finding.cluster;
}

/** Loads what earlier runs reached, as far as it concerns these scopes. */
async function startProgress(
  { config, clock, logger, api, delivery: { spool } }: IntakeOptions,
  scopes: readonly Scope[],
  signal: AbortSignal,
): Promise<Progress> {
  const near = spool.durable ? checkpointFile(config.spool.directory) : undefined;
  const far =
    config.lease === undefined ? undefined : checkpointLease(api, config.lease, config.election?.identity);
  const sources: CheckpointSource[] = [];
  if (near !== undefined) sources.push({ name: 'spool', store: near, isHopeless: () => true });
  if (far !== undefined) sources.push({ name: 'Lease', store: far, isHopeless: isLeaseLost });
  const start = resumeFrom(await loadCheckpoint({ sources, clock, logger, signal }), scopes);
  return trackProgress({ start, near, far, acknowledged: () => spool.acknowledged(), clock, logger });
}

/** A chart that is being installed creates the Lease last, and rights that were deleted come back. */
function isLeaseLost(error: unknown, askedForMs: number): boolean {
  return isLeaseMissing(error) && askedForMs >= LEASE_PATIENCE_MS;
}

function startOf(progress: Progress, scope: string, historical: boolean): Start {
  const resourceVersion = progress.start[scope];
  if (resourceVersion !== undefined) return { kind: 'resume', resourceVersion };
  return historical ? { kind: 'all' } : { kind: 'now' };
}
