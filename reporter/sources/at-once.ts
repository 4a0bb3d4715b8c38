import type { Result, Settled } from './source.ts';

/** What a source answers in tests, where no route has to be looked up. */
export function atOnce(results: readonly Result[]): readonly Settled[] {
  return results.map((result) => {
    if (result instanceof Promise) throw new Error('without a route nothing is waited for');
    return result;
  });
}
