/**
 * From what a watch saw to what the spool keeps: the resource's sources make items of it, and only when they
 * are appended does the scope move on, which makes loss impossible.
 */
import type { Clock } from './clock.ts';
import type { Logger } from './observe/logger.ts';
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
  /** The scope may resume here; everything before is appended up to `position`. */
  readonly reached: (scope: string, resourceVersion: string, position: Position) => Promise<void>;
  /** What became of one change; for what was queued, `of` is not told. */
  readonly count: (outcome: Outcome, resource: ResourceName, of?: Change) => void;
  /** Ends waiting for a spool that refuses to append. */
  readonly signal: AbortSignal;
}

/** What is made of each resource that is watched. */
export type Sources = Readonly<Partial<Record<ResourceName, readonly Source[]>>>;

export function createPipeline(options: PipelineOptions): HandleBatch {
  const { sources, count } = options;
  return async ({ scope, changes, resourceVersion }: Batch) => {
    const { resource } = scope;
    const batches = (sources[resource] ?? []).map((source) => source.begin());
    const read = changes.flatMap((change) =>
      batches.flatMap((batch) => batch.read(change)).map((result) => ({ result, change })),
    );
    let queued = 0;
    const append = (results: readonly Finding[]) => {
      const items: SpoolItem[] = [];
      for (const { result, change } of results) {
        if (typeof result === 'string') count(result, resource, change);
        else items.push(result);
      }
      queued += items.length;
      return appended(options, items);
    };
    // What has to be asked for must not hold up the rest.
    const late = read.flatMap(({ result, change }) =>
      result instanceof Promise ? [result.then((settled) => ({ result: settled, change }))] : [],
    );
    let position = await append(read.filter(isSettled));
    if (late.length > 0) position = await append(await Promise.all(late));
    for (const batch of batches) batch.commit();
    for (let n = 0; n < queued; n += 1) count('queued', resource);
    if (resourceVersion !== undefined) await options.reached(scope.key, resourceVersion, position);
  };
}

interface Finding {
  readonly result: Settled;
  readonly change: Change;
}

function isSettled(found: { readonly result: Result; readonly change: Change }): found is Finding {
  return !(found.result instanceof Promise);
}

/** Appends the items, however often that takes; meanwhile the scope's watch is not read. */
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
