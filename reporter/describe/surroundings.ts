import type { MonitorLink } from '../crons/monitor-link.ts';
import type { Workload } from '../group/workload.ts';

/** What is known of an occurrence beyond its event; every part is optional. */
export interface Surroundings {
  /** The root owner as tags and title name it, where it is known; otherwise it is inferred from names. */
  readonly workload?: Workload | undefined;
  /** The container concerned, where the event has no field path. */
  readonly container?: string | undefined;
  readonly node?: string | undefined;
  /** Stands for the kind of trouble in the grouping, where the source knows better than reason and message. */
  readonly trouble?: string;
  /** Objects as the API server gave them, or parts of them; they are shown trimmed and without secrets. */
  readonly object?: unknown;
  readonly controller?: unknown;
  /** One entry of `status.containerStatuses`, or of its siblings for init and ephemeral containers. */
  readonly containerStatus?: unknown;
  readonly nodeObject?: unknown;
  /** The uid of the Job that the object belongs to. */
  readonly run?: string | undefined;
  /** The monitor of the CronJob that the object belongs to. */
  readonly monitor?: MonitorLink | undefined;
  /** The release of the workload, before the one that is configured for all. */
  readonly release?: string | undefined;
  /** Up to when Normal events belong to what happened, where that is later than its own time. */
  readonly eventsUntil?: number;
  /** The last lines that the container wrote. */
  readonly log?: string | undefined;
}

export const nothingKnown: Surroundings = {};
