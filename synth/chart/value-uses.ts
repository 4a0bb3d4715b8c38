import { SynthError } from '../template/synth-error.ts';
import { leaves, memberAt } from '../values/leaves.ts';
import type { Members } from '../values/members.ts';

/** Every `.Values.a.b` in template text that was written as text: named templates and NOTES.txt. */
export function valuePathsIn(text: string): readonly string[] {
  return [...text.matchAll(/\.Values((?:\.[A-Za-z_][A-Za-z0-9_]*)+)/g)].map((match) =>
    (match[1] ?? '').slice(1),
  );
}

/** Refuses a read of an undeclared value and a declared value that nothing reads. */
export function checkUses(chart: string, members: Members, used: Iterable<string>): void {
  const paths = new Set(used);
  for (const path of paths) {
    if (memberAt(members, path) === undefined) {
      throw new SynthError(
        'UNDECLARED_VALUE',
        chart,
        `.Values.${path} is read but not declared in the values spec`,
      );
    }
  }
  const unused = leaves(members)
    .map(({ path }) => path)
    .filter(
      (path) =>
        ![...paths].some((use) => use === path || use.startsWith(`${path}.`) || path.startsWith(`${use}.`)),
    );
  if (unused.length > 0) {
    throw new SynthError('UNUSED_VALUE', chart, `no template reads ${unused.join(', ')}; use or remove it`);
  }
}
