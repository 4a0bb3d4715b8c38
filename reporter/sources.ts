/** What is watched, and what is made of it. */
import type { Clock } from './clock.ts';
import type { Config } from './config/parse-config.ts';
import { History } from './describe/history.ts';
import { KnownReleases } from './describe/known-releases.ts';
import type { GkeCluster } from './gke/gke-cluster.ts';
import { KnownWorkloads } from './group/known-workloads.ts';
import type { Logger } from './observe/logger.ts';
import type { FindOwner } from './owners/find-owner.ts';
import type { Sources } from './pipeline.ts';
import { Repeats } from './policy/repeats.ts';
import type { FindRoute } from './route/router.ts';
import { prepare } from './sentry/preparer.ts';
import { Covered } from './sources/covered.ts';
import { cronSources } from './sources/crons.ts';
import { eventSource } from './sources/events.ts';
import { jobSource } from './sources/jobs.ts';
import { nodeSource } from './sources/nodes.ts';
import type { PodLogs } from './sources/pod-logs.ts';
import { podSource } from './sources/pods.ts';
import { createReporting } from './sources/reporting.ts';
import { Settling } from './sources/settling.ts';
import { Told } from './sources/told.ts';
import { createDedupe } from './watch/dedupe.ts';
import type { ResourceName } from './watch/resource.ts';
import { type Scope, scopesOf } from './watch/scope.ts';

export interface SourcesOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Absent where everything goes to the main DSN. */
  readonly route?: FindRoute | undefined;
  /** Absent where no logs are wanted. */
  readonly logs?: PodLogs | undefined;
  /** The cluster on Google Cloud, once it is known. */
  readonly gke?: (() => GkeCluster | undefined) | undefined;
  /** Absent where owners are not looked up. */
  readonly owner?: FindOwner | undefined;
  /** Ends what sources wait for; absent where nothing comes by itself, so that nothing is waited for. */
  readonly signal?: AbortSignal | undefined;
}

/** Events remembered to tell an occurrence from a mere update; about 2 MB when full. */
const REMEMBERED_EVENTS = 50_000;

export function openSources(options: SourcesOptions): Sources {
  const { config, clock, logger, route, logs, gke, owner } = options;
  const workloads = new KnownWorkloads();
  const covered = new Covered();
  const releases = config.releaseFrom && new KnownReleases(config.releaseFrom);
  const { clusterName: cluster, environment, release, globalTags } = config;
  const { pods, jobs, nodes, crons } = config.sources;
  const cron = crons
    ? cronSources({ dsn: config.dsn, cluster, environment, route, leftOut: config.filter.namespaces })
    : undefined;
  const reporting = createReporting({
    clock,
    logger,
    dsn: config.dsn,
    route,
    describing: { ...config.describing, cluster, environment, release, globalTags, gke },
    filter: config.filter,
    repeats: new Repeats(config.repeats),
    logsNormal: config.logsNormal,
    history: new History({ redact: config.describing.redact }),
    workloads,
    releases,
    monitor: cron?.monitor,
    owner,
    prepare,
  });
  const dedupe = createDedupe(REMEMBERED_EVENTS);
  const settling = options.signal && new Settling({ clock, signal: options.signal });
  const jobSources = [
    ...(jobs ? [jobSource({ clock, told: new Told(), covered, reporting, settling })] : []),
    ...(cron === undefined ? [] : [cron.jobs]),
  ];
  return {
    events: [
      eventSource({
        clock,
        logger,
        dedupe,
        covered,
        reporting,
        settling,
        states: { container: pods, job: jobs },
      }),
    ],
    ...(pods
      ? {
          pods: [
            podSource({ clock, told: new Told(), covered, workloads, releases, reporting, logs, settling }),
          ],
        }
      : {}),
    ...(jobSources.length > 0 ? { jobs: jobSources } : {}),
    ...(cron === undefined ? {} : { cronjobs: [cron.cronjobs] }),
    ...(nodes ? { nodes: [nodeSource({ clock, told: new Told(), reporting })] } : {}),
  };
}

/** A scope for each resource that has a source, in each namespace that is watched. */
export function scopesFor(sources: Sources, { watch }: Config): readonly Scope[] {
  const namespaces = watch.scope === 'cluster' ? 'all' : watch.namespaces;
  // The keys of a record by resource names are resource names.
  return (Object.keys(sources) as ResourceName[]).flatMap((resource) => scopesOf(resource, namespaces));
}
