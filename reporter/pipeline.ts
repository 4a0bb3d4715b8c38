/**
 * From what a watch saw to what the spool keeps: the resource's sources make items of it, and only when they
 * are appended does the scope move on, which makes loss impossible.
 */
import type { Clock } from './clock.ts';
import type { Logger } from './observe/logger.ts';
import { PlaceOrder, type Reached } from './place-order.ts';
import type { Outcome, Result, Settled, Source } from './sources/source.ts';
import type { Position, Spool, SpoolItem } from './spool/spool.ts';
import { backoffDelay, FAILURE_BACKOFF } from './watch/backoff.ts';
import type { Batch, Change, HandleBatch } from './watch/batch.ts';
import type { ResourceName } from './watch/resource.ts';

export interface PipelineOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sources: Sources;
  readonly spool: Pick<Spool, 'append'>;
  /** Waits for room in the spool, as long as that is safe. */
  readonly room: (items: readonly SpoolItem[], signal: AbortSignal) => Promise<void>;
  readonly reached: Reached;
  /** What became of one change; for what was queued, `of` is not told. */
  readonly count: (outcome: Outcome, resource: ResourceName, of?: Change, times?: number) => void;
  /** Ends waiting for a spool that refuses to append. */
  readonly signal: AbortSignal;
}

/** What is made of each resource that is watched. */
export type Sources = Readonly<Partial<Record<ResourceName, readonly Source[]>>>;

export interface Pipeline {
  /** Resolves once what is known is appended; what is late may still be waited for. */
  readonly handle: HandleBatch;
  /** Resolves once nothing is waited for any more. */
  readonly settled: () => Promise<void>;
}

export function createPipeline(options: PipelineOptions): Pipeline {
  const { sources, count } = options;
  const places = new PlaceOrder(options.reached);

  async function append(results: readonly Finding[], resource: ResourceName): Promise<Position> {
    const items: SpoolItem[] = [];
    for (const { result, change } of results) {
      if (typeof result === 'string') count(result, resource, change);
      else items.push(result);
    }
    const position = await appended(options, items);
    if (items.length > 0) count('queued', resource, undefined, items.length);
    return position;
  }

  async function handle({ scope, changes, resourceVersion }: Batch): Promise<void> {
    const { resource, key } = scope;
    const batches = (sources[resource] ?? []).map((source) => source.begin());
    const read = changes.flatMap((change) =>
      batches.flatMap((batch) => batch.read(change)).map((result) => ({ result, change })),
    );
    // What has to be asked or waited for must not hold up the rest.
    const late = read.flatMap(({ result, change }) =>
      result instanceof Promise ? [result.then((settled) => ({ result: settled, change }))] : [],
    );
    const position = await append(read.filter(isSettled), resource);
    // Before what is late, for the next batch must know what this one has seen to.
    for (const batch of batches) batch.commit();
    const all = late.length === 0 ? position : Promise.all(late).then((settled) => append(settled, resource));
    await places.pass(key, resourceVersion, all, late.length);
  }

  return { handle, settled: () => places.settled() };
}

interface Finding {
  readonly result: Settled;
  readonly change: Change;
}

function isSettled(found: { readonly result: Result; readonly change: Change }): found is Finding {
  return !(found.result instanceof Promise);
}

/** Appends the items, however often that takes. */
async function appended(options: PipelineOptions, items: readonly SpoolItem[]): Promise<Position> {
  const { spool, clock, logger, signal } = options;
  await options.room(items, signal);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await spool.append(items);
    } catch (error) {
      signal.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      logger.error({ why, items: items.length, attempt }, 'cannot append to the spool; trying again');
      await clock.sleep(backoffDelay(FAILURE_BACKOFF, attempt, clock), signal);
    }
  }
}
