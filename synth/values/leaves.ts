import type { Group, Leaf, Member, Members } from './members.ts';

/** A leaf of a spec with its dotted path. */
export interface PlacedLeaf {
  readonly path: string;
  readonly leaf: Leaf;
}

/** Every leaf in the order the spec declares them. */
export function leaves(members: Members, prefix = ''): readonly PlacedLeaf[] {
  return Object.entries(members).flatMap(([key, member]) => {
    const path = `${prefix}${key}`;
    return member.type === 'leaf' ? [{ path, leaf: member }] : leaves(member.members, `${path}.`);
  });
}

/** The member at a dotted path, or undefined; a path that goes on below a leaf finds that leaf. */
export function memberAt(members: Members, path: string): Member | undefined {
  let here: Group | Leaf = { type: 'group', doc: '', members };
  for (const key of path.split('.')) {
    if (here.type === 'leaf') return here;
    const next: Member | undefined = here.members[key];
    if (next === undefined) return undefined;
    here = next;
  }
  return here;
}
