import type { Edit, Finding, Severity } from '../rule/rule.ts';
import type { Span } from '../source/node.ts';
import { LineIndex, type Position } from './line-index.ts';
import { type Secrets, withoutSecrets } from './secrets.ts';

/** A finding with what every output needs of it. */
export interface Reported {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly message: string;
  readonly advice: string;
  readonly edits: readonly Edit[];
  /** The line with every secret on it masked, and where the finding stands in it. */
  readonly excerpt: string;
  readonly caret: Span;
}

export const formats = ['text', 'json', 'sarif', 'gitlab'] as const;
export type Format = (typeof formats)[number];

/** Places findings in their files; `secrets` are never shown, whichever finding a line is printed for. */
export function reported(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  secrets: Secrets,
): readonly Reported[] {
  const indexes = new Map([...texts].map(([file, text]) => [file, new LineIndex(text)]));
  const hidden = new Map([...secrets].map(([file, spans]) => [file, byLine(spans, indexes.get(file))]));
  return findings
    .map(({ rule, severity, file, hit }) => {
      const lines = indexes.get(file) ?? new LineIndex('');
      const start = lines.position(hit.span.start);
      const end = lines.position(Math.max(hit.span.start, hit.span.end));
      const here = hidden.get(file)?.get(start.line) ?? [];
      return {
        rule: rule.id,
        title: rule.title,
        severity,
        file,
        start,
        end,
        message: withoutSecrets(hit.message, here, texts.get(file) ?? ''),
        advice: hit.advice,
        edits: hit.edits ?? [],
        ...excerpt(lines, start, end, here),
      };
    })
    .sort(
      (one, other) =>
        (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
        one.start.line - other.start.line ||
        one.start.column - other.start.column,
    );
}

/** The secrets of each line; one of several lines counts for all of them. */
function byLine(
  secrets: readonly Span[],
  lines: LineIndex | undefined,
): ReadonlyMap<number, readonly Span[]> {
  const found = new Map<number, Span[]>();
  for (const secret of secrets) {
    const last = lines?.position(secret.end).line ?? 0;
    for (let line = lines?.position(secret.start).line ?? 1; line <= last; line++)
      found.set(line, [...(found.get(line) ?? []), secret]);
  }
  return found;
}

const longest = 120;

/** The line, cut to a readable length around the finding, with secrets as three asterisks. */
function excerpt(
  lines: LineIndex,
  start: Position,
  end: Position,
  secrets: readonly Span[],
): Pick<Reported, 'excerpt' | 'caret'> {
  const from = lines.start(start.line);
  const raw = lines.line(start.line);
  let from0 = start.column - 1;
  let to0 = end.line === start.line ? end.column - 1 : raw.length;
  let text = raw;
  const here = secrets
    .map((secret) => ({
      start: Math.max(0, secret.start - from),
      end: Math.min(raw.length, secret.end - from),
    }))
    .filter((secret) => secret.start < raw.length && secret.end > secret.start)
    .sort((one, other) => other.start - one.start);
  for (const secret of here) {
    text = `${text.slice(0, secret.start)}***${text.slice(secret.end)}`;
    const shift = 3 - (secret.end - secret.start);
    if (from0 >= secret.end) from0 += shift;
    else if (from0 > secret.start) from0 = secret.start;
    if (to0 >= secret.end) to0 += shift;
    else if (to0 > secret.start) to0 = secret.start + 3;
  }
  const cut = Math.max(0, Math.min(from0 - 40, text.length - longest));
  const shown = text.slice(cut, cut + longest).replaceAll('\t', ' ');
  return {
    excerpt: shown,
    caret: { start: from0 - cut, end: Math.min(shown.length, Math.max(from0 + 1, to0) - cut) },
  };
}

export function countBySeverity(findings: readonly Reported[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}
