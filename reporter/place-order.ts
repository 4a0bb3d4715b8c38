import type { Position } from './spool/spool.ts';

/** The scope may resume here; everything before is appended up to `position`. */
export type Reached = (scope: string, resourceVersion: string, position: Position) => Promise<void>;

/** Late items of all scopes that may wait, each with the object it is about, before the watches have to. */
const MOST_LATE = 256;

/**
 * Reaches the places of each scope in the order in which they were seen. What is late holds up neither the
 * reading nor what is appended after it, but no place behind it is reached before it is appended.
 */
export class PlaceOrder {
  readonly #reached: Reached;
  /** By scope, while something is late: settles once everything seen so far is appended and its places are reached. */
  readonly #last = new Map<string, Promise<Position>>();
  #late = 0;

  constructor(reached: Reached) {
    this.#reached = reached;
  }

  /**
   * The scope has seen everything up to a place, of which `late` items are appended once `appended` resolves.
   * Resolves before that, unless too many are waited for.
   *
   * @throws what `reached` or an earlier `appended` was rejected with
   */
  async pass(
    scope: string,
    resourceVersion: string | undefined,
    appended: Position | Promise<Position>,
    late: number,
  ): Promise<void> {
    const before = this.#last.get(scope);
    const last = this.#reach(scope, resourceVersion, appended, before);
    if (before === undefined && late === 0) {
      await last;
      return;
    }
    this.#last.set(scope, last);
    this.#late += late;
    last.then(
      () => {
        this.#late -= late;
        if (this.#last.get(scope) === last) this.#last.delete(scope);
      },
      () => {}, // Whoever comes next has to know: it stays, and rejects what follows.
    );
    if (this.#late > MOST_LATE) await last;
  }

  /** Resolves once nothing is late any more, whatever has become of it. */
  async settled(): Promise<void> {
    while (this.#last.size > 0) {
      const results = await Promise.allSettled(this.#last.values());
      if (results.some(({ status }) => status === 'rejected')) return;
    }
  }

  async #reach(
    scope: string,
    resourceVersion: string | undefined,
    appended: Position | Promise<Position>,
    before: Promise<Position> | undefined,
  ): Promise<Position> {
    const [earlier, own] = await Promise.all([before ?? 0, appended]);
    const position = Math.max(earlier, own);
    if (resourceVersion !== undefined) await this.#reached(scope, resourceVersion, position);
    return position;
  }
}
