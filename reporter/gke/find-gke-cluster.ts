import type { Clock } from '../clock.ts';
import { startDeadline } from '../kubernetes/deadline.ts';
import type { Logger } from '../observe/logger.ts';
import type { GkeCluster } from './gke-cluster.ts';
import type { ReadMetadata } from './metadata-server.ts';

export interface FindGkeOptions {
  readonly read: ReadMetadata;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One look takes no longer, wherever the reporter runs. */
const longestLookMs = 2_000;
/** A node's metadata server may need some seconds when a pod starts. */
const pausesMs = [2_000, 4_000, 8_000, 16_000, 32_000];

/** A cluster that may become known while the reporter already runs. */
export interface GkeFinding {
  cluster(): GkeCluster | undefined;
  /** Settles after the first look, which is bounded, and never rejects. */
  readonly firstLook: Promise<void>;
}

/** Asks the metadata server for the cluster, a few times if need be; never more than a warning comes of it. */
export function findGkeCluster(options: FindGkeOptions, signal: AbortSignal): GkeFinding {
  let cluster: GkeCluster | undefined;
  const look = async (): Promise<unknown> => {
    try {
      cluster = await lookOnce(options, signal);
      options.logger.info({ ...cluster }, 'this is a cluster of Google Kubernetes Engine');
      return undefined;
    } catch (error) {
      return error;
    }
  };
  const firstLook = look();
  void goOn(options, firstLook, look, signal);
  return { cluster: () => cluster, firstLook: firstLook.then(() => undefined) };
}

async function goOn(
  { clock, logger }: FindGkeOptions,
  first: Promise<unknown>,
  look: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  let error = await first;
  try {
    for (const pause of pausesMs) {
      if (error === undefined) return;
      await clock.sleep(pause, signal);
      error = await look();
    }
  } catch {
    return; // the reporter ends
  }
  if (error === undefined) return;
  const why = error instanceof Error ? error.message : String(error);
  logger.warn({ why }, 'SENTRY_K8S_INTEGRATION_GKE_ENABLED is on, and no cluster of GKE was found');
}

async function lookOnce({ read, clock }: FindGkeOptions, signal: AbortSignal): Promise<GkeCluster> {
  const deadline = startDeadline(clock, longestLookMs, 'asking the metadata server', signal);
  try {
    const [project, location, name] = await Promise.all([
      read('project/project-id', deadline.signal),
      read('instance/attributes/cluster-location', deadline.signal),
      read('instance/attributes/cluster-name', deadline.signal),
    ]);
    return { project, location, name };
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  } finally {
    deadline.end();
  }
}
