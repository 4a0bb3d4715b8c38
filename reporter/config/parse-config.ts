import type { ReleaseFrom } from '../describe/release-of.ts';
import type { FilterOptions } from '../policy/filter.ts';
import type { RepeatsPolicy } from '../policy/repeats.ts';
import type { RoutingOptions } from '../route/routing-options.ts';
import { type Environment, EnvironmentReader } from './environment-reader.ts';
import type { LogLevel } from './log-level.ts';
import type { CompilePattern } from './pattern-engine.ts';
import { type Describing, readDescribing } from './read-describing.ts';
import { readFilter } from './read-filter.ts';
import { readReleaseFrom } from './read-release-from.ts';
import { readRouting } from './read-routing.ts';
import { variables } from './variables.ts';

export type { LogLevel } from './log-level.ts';

/** What the reporter does, parsed once from the environment. */
export interface Config {
  readonly dsn: string;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly watch:
    | { readonly scope: 'cluster' }
    | { readonly scope: 'namespaces'; readonly namespaces: readonly string[] };
  readonly historical: boolean;
  /** What is watched beside events. */
  readonly sources: {
    readonly pods: boolean;
    /** 0 for none. */
    readonly podLogLines: number;
    readonly jobs: boolean;
    readonly nodes: boolean;
    readonly crons: boolean;
  };
  /** Whether events of type Normal become logs. */
  readonly logsNormal: boolean;
  readonly clusterConfigType: 'auto' | 'in-cluster' | 'out-cluster';
  readonly kubeconfigPath: string | undefined;
  readonly clusterName: string | undefined;
  readonly logLevel: LogLevel;
  readonly filter: FilterOptions;
  /** What the events look like, beside the names above. */
  readonly describing: Describing;
  readonly routing: Omit<RoutingOptions, 'dsn'>;
  /** The metadata server that tells of the cluster; GCE_METADATA_HOST moves it, as for Google's own tools. */
  readonly gke: { readonly host: string } | undefined;
  readonly repeats: RepeatsPolicy;
  readonly releaseFrom: ReleaseFrom | undefined;
  readonly lookUpOwners: boolean;
  readonly globalTags: Readonly<Record<string, string>>;
  readonly spool: { readonly mode: 'memory' | 'disk'; readonly directory: string; readonly bytes: number };
  readonly lease: { readonly namespace: string; readonly name: string } | undefined;
  /** Among replicas that share the Lease; absent when there is only this one. */
  readonly election: { readonly identity: string; readonly leaseMs: number } | undefined;
  readonly metricsPort: number;
  readonly graceMs: number;
}

export interface ParsedConfig {
  readonly config: Config;
  /** Sentences for the log: misprinted names, names nobody knows, values that were bent. */
  readonly warnings: readonly string[];
}

/** Reads every variable, or throws a ConfigError that names everything that is wrong. */
export function parseConfig(env: Environment, compile: CompilePattern): ParsedConfig {
  const reader = new EnvironmentReader(env);
  const namespaces = reader.namespaces();
  const lease = { name: reader.text(variables.leaseName), namespace: reader.text(variables.leaseNamespace) };
  if (lease.name !== '' && lease.namespace === '') {
    reader.refuse(variables.leaseNamespace, `empty while ${variables.leaseName.name} is set`);
  }
  const elects = reader.flag(variables.leaderElection);
  const identity = reader.text(variables.identity) || env.HOSTNAME?.trim() || '';
  const leaseMs = reader.integer(variables.leaseSeconds, 3, 300) * 1000;
  if (elects && lease.name === '')
    reader.refuse(variables.leaseName, `empty while ${variables.leaderElection.name} is set`);
  if (elects && identity === '')
    reader.refuse(
      variables.identity,
      `empty, and so is HOSTNAME, while ${variables.leaderElection.name} is set`,
    );
  const config: Config = {
    dsn: reader.dsn(),
    environment: reader.matching(variables.environment, /^(?!None$)[^\s/]{1,64}$/),
    release: reader.matching(variables.release, /^[^\r\n]{1,200}$/),
    watch: namespaces.includes('__all__') ? { scope: 'cluster' } : { scope: 'namespaces', namespaces },
    historical: reader.flag(variables.watchHistorical),
    sources: {
      pods: reader.flag(variables.watchPods),
      podLogLines: reader.integer(variables.podLogLines, 0, 500),
      jobs: reader.flag(variables.watchJobs),
      nodes: reader.flag(variables.watchNodes),
      crons: reader.flag(variables.monitorCronJobs),
    },
    logsNormal: reader.flag(variables.logNormal),
    clusterConfigType: reader.choice(variables.clusterConfigType, ['auto', 'in-cluster', 'out-cluster']),
    kubeconfigPath: reader.text(variables.kubeconfigPath) || undefined,
    clusterName: reader.matching(variables.clusterName, /^[^\r\n]{1,200}$/),
    logLevel: reader.logLevel(),
    filter: readFilter(reader, compile),
    describing: readDescribing(reader, compile),
    routing: readRouting(reader),
    gke: reader.flag(variables.gke)
      ? { host: env.GCE_METADATA_HOST || 'metadata.google.internal' }
      : undefined,
    repeats: {
      kind: reader.choice(variables.repeats, ['thinning', 'interval', 'all']),
      ms: reader.integer(variables.repeatsMinutes, 1, 10_080) * 60_000,
    },
    releaseFrom: readReleaseFrom(reader),
    lookUpOwners: reader.flag(variables.lookUpOwners),
    globalTags: reader.globalTags(),
    spool: {
      mode: reader.choice(variables.spoolMode, ['memory', 'disk']),
      directory: reader.text(variables.spoolDir),
      bytes: reader.integer(variables.spoolSizeMiB, 1, 65_536) * 1024 * 1024,
    },
    lease: lease.name === '' ? undefined : lease,
    election: elects ? { identity, leaseMs } : undefined,
    metricsPort: reader.integer(variables.metricsPort, 0, 65_535),
    graceMs: reader.integer(variables.graceSeconds, 3, 3600) * 1000,
  };
  warnOfNoEffect(config, reader);
  warnOfNetworks(env, reader);
  reader.finish();
  return { config, warnings: reader.warnings };
}

/** Both are read from watched pods. */
function warnOfNoEffect({ sources, releaseFrom }: Config, reader: EnvironmentReader): void {
  if (sources.pods) return;
  const without = `has no effect while ${variables.watchPods.name} is off`;
  if (sources.podLogLines > 0) reader.warn(`${variables.podLogLines.name} ${without}`);
  if (releaseFrom !== undefined) reader.warn(`${variables.releaseFrom.name} ${without}`);
}

/** Node takes such an entry for a host of this name, in silence. */
function warnOfNetworks(env: Environment, reader: EnvironmentReader): void {
  for (const name of ['NO_PROXY', 'no_proxy']) {
    for (const entry of (env[name] ?? '').split(',').filter((text) => text.includes('/'))) {
      reader.warn(
        `${name}: ${entry.trim()} has no effect, because Node reads no networks; write host names, .suffixes, addresses or a range such as 10.0.0.1-10.0.0.255`,
      );
    }
  }
}
