import type { Position } from '../spool/spool.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * Which place of each scope is safe to resume from, given how far the spool is acknowledged: a new pod that
 * finds no spool must find nothing unsent behind its checkpoint.
 */
export interface Places {
  /** The scope reached `resourceVersion` with everything up to `position` appended. */
  note(scope: string, resourceVersion: string, position: Position): void;
  /** The places behind which everything is acknowledged. */
  safeAt(acknowledged: Position): Checkpoint;
}

interface Noted {
  readonly resourceVersion: string;
  readonly position: Position;
}

/** While nothing is acknowledged, this many places are kept for each scope; the ones between are passed over. */
const KEPT = 256;

/** `start`: places already safe, so that a scope at rest keeps its own. */
export function createPlaces(start: Checkpoint = {}): Places {
  const safe = new Map(Object.entries(start));
  const waiting = new Map<string, Noted[]>();
  return {
    note(scope, resourceVersion, position) {
      const places = waiting.get(scope) ?? [];
      const last = places.at(-1);
      if (last !== undefined && last.position === position) places.pop();
      places.push({ resourceVersion, position });
      waiting.set(scope, places.length > KEPT ? everySecond(places) : places);
    },
    safeAt(acknowledged) {
      for (const [scope, places] of waiting) {
        const open = places.findIndex(({ position }) => position > acknowledged);
        const reached = places[(open === -1 ? places.length : open) - 1];
        if (reached !== undefined) safe.set(scope, reached.resourceVersion);
        if (open === -1) waiting.delete(scope);
        else waiting.set(scope, places.slice(open));
      }
      return Object.fromEntries(safe);
    },
  };
}

/** A place between two others is safe no earlier than the later one, so passing it over only waits longer. */
function everySecond(places: readonly Noted[]): Noted[] {
  return places.filter((_, index) => (places.length - 1 - index) % 2 === 0);
}
