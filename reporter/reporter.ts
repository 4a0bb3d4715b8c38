/**
 * Wires the rooms and loops: while this replica is the one to work, what the scopes see goes into the spool; and
 * the spool goes to Sentry, whether it works or not.
 */
import type { Clock } from './clock.ts';
import type { Config } from './config/parse-config.ts';
import { openDelivery } from './delivery.ts';
import { createElection, type Election } from './election/election.ts';
import { type Intake, type IntakeOptions, openIntake } from './intake.ts';
import { createApiClient } from './kubernetes/api-client.ts';
import { startDeadline } from './kubernetes/deadline.ts';
import { findAccess } from './kubernetes/find-access.ts';
import { type Health, startHealthServer } from './observe/health-server.ts';
import type { Logger } from './observe/logger.ts';
import { createMetrics } from './observe/metrics.ts';
import { readiness } from './readiness.ts';
import { sdk } from './sentry/preparer.ts';
import { watchReadings } from './watch-metrics.ts';

export interface ReporterOptions {
  readonly config: Config;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of every change that is not reported, and why. */
  readonly onPassedOver?: IntakeOptions['onPassedOver'];
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
  const { clusterConfigType: type, kubeconfigPath, lease } = config;
  const endBy = deadlineAfter(signal, () => clock.now() + config.graceMs - AFTER_DRAIN_MS);
  // Before anything is open that would have to be closed again.
  const access = await findAccess({ type, kubeconfigPath, env });
  const api = createApiClient({ access, clock, userAgent: `${sdk.name}/${sdk.version}` });
  let intake: Intake | undefined;
  let election: Election | undefined;
  const scopes = () => intake?.scopes() ?? [];
  const ready = (): Health =>
    readiness({
      now: clock.now(),
      ending: signal.aborted,
      scopes: scopes(),
      election: election?.state(),
      heldSince: delivery.hold.since(),
    });
  const metrics = createMetrics({
    version: sdk.version,
    ready: () => ready().ok,
    spool: () => delivery.spool.size(),
    spoolCapacity: config.spool.bytes,
    watches: () => watchReadings(scopes()),
    heldSince: () => delivery.hold.since(),
    leading: () => election?.state().leading ?? true,
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
  if (config.election !== undefined && lease !== undefined)
    election = createElection({ api, clock, logger, lease, ...config.election });
  let drained = false;

  /** Watches until the process ends or another replica takes over, whose the checkpoint is then. */
  async function work(leading: AbortSignal): Promise<void> {
    try {
      intake = await openIntake(
        { config, clock, logger, api, delivery, metrics, onPassedOver: options.onPassedOver },
        leading,
      );
      await intake.run(leading);
    } catch (error) {
      if (!leading.aborted) throw error;
    }
    if (signal.aborted) {
      await drain();
      const lastSave = startDeadline(clock, LAST_SAVE_MS, 'saving the checkpoint');
      const timeUp = new Promise((resolve) =>
        lastSave.signal.addEventListener('abort', resolve, { once: true }),
      );
      await Promise.race([intake?.saveCheckpoint(lastSave.signal), timeUp]);
      lastSave.end();
    }
    intake = undefined;
  }

  async function drain(): Promise<void> {
    drained = true;
    logger.info({ items: delivery.spool.size().items }, 'stopped watching; sending what is left');
    const sent = await delivery.sender.drain(Math.max(0, endBy() - clock.now()));
    const { items } = delivery.spool.size();
    if (sent) logger.info({}, 'everything is sent');
    else logger.warn({ items, durable: delivery.spool.durable }, 'ending before everything is sent');
  }

  try {
    logger.info({ server: api.server, healthPort: health.port }, 'starting');
    delivery.sender.start();
    if (election === undefined) await work(signal);
    else await election.run(work, signal);
    // A standby may still hold what it saw when it was the leader.
    if (!drained) await drain();
  } finally {
    api.close();
    await delivery.close();
    await health.close();
  }
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
