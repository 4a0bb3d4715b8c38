import type { WatchReading } from './observe/metrics.ts';
import type { WatchedScope } from './watch/watch-scopes.ts';

export function watchReadings(scopes: readonly WatchedScope[]): readonly WatchReading[] {
  return scopes.map(({ scope, state }) => {
    const { phase, lastContact, lists, reconnects, malformed, relists, failures } = state;
    return { scope: scope.key, phase, lastContact, lists, reconnects, malformed, relists, failures };
  });
}
