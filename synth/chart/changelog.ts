/** The kinds of change that Keep a Changelog and Artifact Hub both know. */
export const changeKinds = ['added', 'changed', 'deprecated', 'removed', 'fixed', 'security'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Change {
  readonly kind: ChangeKind;
  /** One line of plain Markdown. */
  readonly description: string;
}

export interface ReleaseNotes {
  /** A version, or `Unreleased`. */
  readonly version: string;
  /** Such as 2026-11-25; absent for what is not released. */
  readonly date: string | undefined;
  /** The section as it stands, without its heading. */
  readonly text: string;
  readonly changes: readonly Change[];
}

/** The sections of a changelog in the form of Keep a Changelog, the newest first. */
export function parseChangelog(markdown: string): readonly ReleaseNotes[] {
  const [, ...sections] = `\n${markdown}`.split(/\n## /);
  return sections.map((section) => {
    const [heading = '', ...rest] = section.split('\n');
    const [, version = heading.trim(), date] = /^\[?([^\]\s]+)\]?(?: - (\S+))?/.exec(heading) ?? [];
    const text = rest.join('\n').trim();
    return { version, date, text, changes: changesIn(text) };
  });
}

/** The changes that name a subject, such as a chart, in code marks or as the first word. */
export function changesOf(notes: ReleaseNotes | undefined, subjects: readonly string[]): readonly Change[] {
  return (notes?.changes ?? []).filter(({ description }) =>
    subjects.some(
      (subject) => description.includes(`\`${subject}\``) || description.startsWith(`${subject}:`),
    ),
  );
}

function changesIn(text: string): readonly Change[] {
  const [, ...groups] = `\n${text}`.split(/\n### /);
  return groups.flatMap((group) => {
    const [heading = '', ...lines] = group.split('\n');
    const kind = changeKinds.find((known) => known === heading.trim().toLowerCase());
    if (kind === undefined) return [];
    const [, ...bullets] = `\n${lines.join('\n')}`.split(/\n- /);
    return bullets.map((bullet) => ({ kind, description: bullet.replace(/\s+/g, ' ').trim() }));
  });
}
