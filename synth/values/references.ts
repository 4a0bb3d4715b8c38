import { Expression, ROOT } from '../template/expression.ts';
import type { Members, References } from './members.ts';

/** The typed expressions of a spec: `ref.image.tag` reads `.Values.image.tag`. */
export function references<M extends Members>(members: M, path: readonly string[] = []): References<M> {
  const entries = Object.entries(members).map(([key, member]) => {
    const here = [...path, key];
    if (member.type === 'group') return [key, references(member.members, here)];
    return [key, new Expression(member.kind, `${ROOT}.Values.${here.join('.')}`, [here.join('.')])];
  });
  // Object.fromEntries forgets which key belongs to which type; the mapping above is what References states.
  return Object.fromEntries(entries) as References<M>;
}
