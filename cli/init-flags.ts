import type { Json } from '../synth/values/json.ts';

type Decisions = { readonly [key: string]: Json };

export interface InitFlags {
  readonly file: string;
  readonly fromValues?: readonly string[];
  readonly force: boolean;
  readonly url?: string;
  readonly admin?: string;
  readonly size?: string;
  readonly postgres?: string;
  readonly redis?: string;
  readonly kafka?: string;
  readonly clickhouse?: string;
  readonly release?: string;
  readonly namespace?: string;
  readonly operator?: string;
}

/** Options of `init` that decide something, with their meaning. */
export const initOptions: readonly (readonly [string, string])[] = [
  ['--url <url>', 'address under which people and SDKs reach Sentry'],
  ['--admin <mail>', 'mail address of the first user'],
  ['--size <size>', 'small, medium or large'],
  ['--postgres <host>', "host of your PostgreSQL, or `bundled` for the chart's own"],
  ['--redis <host>', "host of your Redis, or `bundled` for the chart's own"],
  ['--kafka <brokers>', "your brokers as host:port with commas, or `bundled` for the chart's own"],
  ['--clickhouse <host>', 'host of your ClickHouse, or `operator` to have it run by the Altinity operator'],
  ['--release <name>', 'name of the Sentry release'],
  ['--namespace <name>', 'namespace of Sentry'],
  ['--operator <version>', 'version of the Altinity operator'],
];

export function decisionsOfFlags(flags: InitFlags): Decisions {
  const clickhouse =
    flags.clickhouse === undefined || flags.clickhouse === 'operator'
      ? {
          kind: 'operator',
          ...(flags.operator === undefined ? {} : { operator: { version: flags.operator } }),
        }
      : { kind: 'external', host: flags.clickhouse };
  return defined({
    url: flags.url,
    size: flags.size,
    namespaces: flags.namespace === undefined ? undefined : { sentry: flags.namespace },
    sentry: flags.release === undefined ? undefined : { release: flags.release },
    admin: flags.admin === undefined ? undefined : { email: flags.admin },
    postgres: storeOf(flags.postgres),
    redis: storeOf(flags.redis),
    kafka:
      flags.kafka === undefined || flags.kafka === 'bundled'
        ? storeOf(flags.kafka)
        : { kind: 'external', brokers: flags.kafka.split(',').map((broker) => broker.trim()) },
    clickhouse: flags.clickhouse === undefined && flags.operator === undefined ? undefined : clickhouse,
  });
}

export function storeOf(answer: string | undefined): Decisions | undefined {
  if (answer === undefined) return undefined;
  return answer === 'bundled' ? { kind: 'bundled' } : { kind: 'external', host: answer };
}

/** Later decisions win; groups of one kind are merged, others replaced. */
export function mergeDecisions(below: Decisions, above: Decisions): Decisions {
  const merged: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = merged[key];
    const together = isGroup(before) && isGroup(value) && (value.kind ?? before.kind) === before.kind;
    merged[key] = together ? mergeDecisions(before, value) : value;
  }
  return merged;
}

function isGroup(value: Json | undefined): value is Decisions {
  return typeof value === 'object' && !Array.isArray(value);
}

function defined(entries: { readonly [key: string]: Json | undefined }): Decisions {
  const there = Object.entries(entries).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return Object.fromEntries(there);
}
