/** The way from an occurrence, whichever source it has, to an item of the spool. */
import type { Event } from '@sentry/node';
import type { Clock } from '../clock.ts';
import type { FindMonitor, MonitorLink } from '../crons/monitor-link.ts';
import { type DescribeOptions, describe } from '../describe/describe.ts';
import type { History } from '../describe/history.ts';
import type { KnownReleases } from '../describe/known-releases.ts';
import { logEntry } from '../describe/log-entry.ts';
import type { Surroundings } from '../describe/surroundings.ts';
import { controllersOf } from '../group/controllers.ts';
import type { KnownWorkloads } from '../group/known-workloads.ts';
import { containerOf, workloadOf } from '../group/workload.ts';
import type { EventRecord } from '../kubernetes/event-record.ts';
import { isNormal } from '../kubernetes/event-type.ts';
import type { Logger } from '../observe/logger.ts';
import type { FindOwner } from '../owners/find-owner.ts';
import { type FilterOptions, type FilterOutcome, filteredBecause } from '../policy/filter.ts';
import type { Repeats } from '../policy/repeats.ts';
import { marksOf } from '../route/marks.ts';
import type { FindRoute, Route } from '../route/router.ts';
import type { SpoolItem } from '../spool/spool.ts';
import type { Result, Settled } from './source.ts';

export interface ReportingOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly dsn: string;
  /** Finds where an object's occurrences go; absent where all go to the DSN above. */
  readonly route?: FindRoute | undefined;
  readonly describing: DescribeOptions;
  readonly filter: FilterOptions;
  readonly repeats: Repeats;
  /** Whether events of type Normal become entries of Sentry's logs. */
  readonly logsNormal?: boolean | undefined;
  readonly history: History;
  readonly workloads: KnownWorkloads;
  /** Absent where releases are not taken from workloads. */
  readonly releases?: Pick<KnownReleases, 'of'> | undefined;
  /** Absent where CronJobs are not monitored. */
  readonly monitor?: FindMonitor | undefined;
  /** Looks for owners that are not known; absent where that is not wanted. */
  readonly owner?: FindOwner | undefined;
  /** The event as the JSON text of an envelope item. */
  readonly prepare: (event: Event & { readonly event_id: string }) => string;
}

export interface Reporting {
  /** Keeps what happened as a breadcrumb for what happens later, whether it is reported or not. */
  remember(record: EventRecord): void;
  /** Begins a batch. What the repeats policy decides in it is remembered at its `commit`. */
  begin(): ReportingBatch;
}

export interface ReportingBatch {
  /**
   * The item for an occurrence, unless a filter or the repeats policy leaves it out.
   *
   * @param more called for what is reported, to find out what has to be asked for; it must not reject
   */
  report(
    record: EventRecord,
    priority: SpoolItem['priority'],
    surroundings?: Surroundings,
    more?: () => Promise<Surroundings>,
  ): Result;
  /** An earlier run has seen to this occurrence, so that the next is a repeat. */
  recall(record: EventRecord): void;
  commit(): void;
}

export function createReporting(options: ReportingOptions): Reporting {
  const { clock, logger, dsn, route, owner, describing, filter, repeats, history, prepare } = options;
  const { workloads, releases } = options;
  const main: Route = { dsn, environment: undefined };

  function item(
    record: EventRecord,
    priority: SpoolItem['priority'],
    surroundings: Surroundings | undefined,
    { dsn, environment = describing.environment }: Route,
  ): Settled {
    try {
      const { uid, fieldPath } = record.involved;
      const around: Surroundings = {
        release: releases?.of(uid, containerOf(fieldPath)),
        workload: workloads.of(uid),
        ...surroundings,
      };
      const controllers = controllersOf(record.involved, record.host, around.workload);
      const crumbs = history.before(record, controllers, around.eventsUntil);
      const known = { ...around, monitor: monitorOf(record, around) };
      const event = describe(record, crumbs, { ...describing, environment }, clock.now(), known);
      const { event_id = '' } = event;
      if (isNormal(record.type)) {
        const entry = JSON.stringify(logEntry(event));
        return { id: event_id, dsn, type: 'log', category: 'log_item', priority: 'repeat', payload: entry };
      }
      const payload = prepare({ ...event, event_id });
      return { id: event_id, dsn, type: 'event', category: 'error', priority, payload };
    } catch (error) {
      // One event that cannot be described must not hold up all that follow.
      const why = error instanceof Error ? error.message : String(error);
      const { kind, namespace = '', name } = record.involved;
      logger.error(
        { reason: record.reason, object: `${kind} ${namespace}/${name}`, why },
        'cannot describe an event',
      );
      return 'undescribable';
    }
  }

  function monitorOf(
    { involved, host }: EventRecord,
    { workload, run }: Surroundings,
  ): MonitorLink | undefined {
    if (options.monitor === undefined) return undefined;
    const job = run ?? (involved.kind === 'Job' ? involved.uid : undefined);
    return options.monitor(involved.namespace, workload ?? workloadOf(involved, host), job);
  }

  /** What is wanted as a log is not left out for being normal. */
  function whyLeftOut(record: EventRecord): FilterOutcome | undefined {
    const wanted = options.logsNormal === true && isNormal(record.type);
    return filteredBecause(wanted ? { ...record, type: '' } : record, filter);
  }

  /** What has to be asked for. */
  async function later(
    { involved }: EventRecord,
    surroundings: Surroundings = {},
    more: (() => Promise<Surroundings>) | undefined,
  ): Promise<readonly [Route, Surroundings]> {
    const { object } = surroundings;
    const known = surroundings.workload ?? workloads.of(involved.uid);
    const marks = object === undefined ? undefined : marksOf(object, undefined);
    const [at, workload, found] = await Promise.all([
      route?.(involved, marks) ?? main,
      owner?.(involved, known),
      more?.(),
    ]);
    return [at, { ...surroundings, ...found, ...(workload === undefined ? {} : { workload }) }];
  }

  return {
    remember: (record) => history.remember(record),
    begin() {
      const batch = repeats.begin();
      return {
        report(record, priority, surroundings, more) {
          const filtered = whyLeftOut(record);
          if (filtered !== undefined) return filtered;
          if (!batch.admit(record)) return 'thinned';
          if (route === undefined && owner === undefined && more === undefined)
            return item(record, priority, surroundings, main);
          return later(record, surroundings, more).then(([at, around]) => item(record, priority, around, at));
        },
        recall(record) {
          if (whyLeftOut(record) === undefined) batch.recall(record);
        },
        commit: () => batch.commit(),
      };
    },
  };
}
