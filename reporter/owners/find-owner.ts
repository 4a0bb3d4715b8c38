import { controllersOf } from '../group/controllers.ts';
import type { Workload } from '../group/workload.ts';
import type { InvolvedObject } from '../kubernetes/event-record.ts';
import { objectPath } from '../kubernetes/object-path.ts';
import type { MarkReader } from '../route/mark-reader.ts';

/**
 * Finds what an object belongs to in the end; undefined where nothing more is known than names tell. Never
 * rejects.
 *
 * @param known its workload as far as watched pods tell
 */
export type FindOwner = (
  involved: InvolvedObject,
  known: Workload | undefined,
) => Promise<Workload | undefined>;

interface Target {
  readonly apiVersion?: string | undefined;
  readonly kind: string;
  readonly name: string;
}

/** Owners of owners; a pod of a CronJob has two. */
const longestChain = 5;

/**
 * Follows owner references upwards, with one remembered read for each owner: a thousand pods of one StatefulSet
 * cost one read in all, since their names tell it.
 */
export function ownerFinder(marks: Pick<MarkReader, 'read'>): FindOwner {
  return async (involved, known) => {
    const { namespace } = involved;
    let found = known;
    let next: Target = known ?? toldByName(involved) ?? involved;
    for (let hop = 0; hop < longestChain; hop += 1) {
      const path = objectPath({ ...next, apiVersion: next.apiVersion, namespace });
      const owner = path === undefined ? undefined : (await marks.read(path))?.owner;
      // A static pod's stand-in belongs to its node, which is no workload.
      if (owner === undefined || owner.kind === 'Node') return found;
      found = { kind: owner.kind, name: owner.name };
      next = owner;
    }
    return found;
  };
}

/** The controller that a pod's name tells without doubt. */
function toldByName(involved: InvolvedObject): Target | undefined {
  if (involved.kind !== 'Pod') return undefined;
  const told = controllersOf(involved, undefined);
  return told.length <= 2 ? told[0] : undefined;
}
