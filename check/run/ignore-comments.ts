import { LineIndex } from '../report/line-index.ts';
import type { Finding, Hit } from '../rule/rule.ts';

export interface Ignores {
  /** Comments that silence nothing, and why. */
  readonly wrong: readonly Hit[];
  isIgnored(finding: Finding): boolean;
}

interface Ignore {
  readonly rules: readonly string[];
  readonly line: number | 'file';
}

/** The comments of a file that silence rules: with their ids and a reason. */
export function readIgnores(text: string, isRule: (id: string) => boolean): Ignores {
  const found: Ignore[] = [];
  const wrong: Hit[] = [];
  if (!text.includes('sentry-k8s-ignore')) return { wrong, isIgnored: () => false };
  const lines = new LineIndex(text);
  for (const match of text.matchAll(
    /(?:#|\/\/|<!--|\brem\b)\s*sentry-k8s-ignore(-file)?\b[ \t]*([^:\r\n]*)(?::[ \t]*([^\r\n]*))?/gi,
  )) {
    const [whole, forFile, ids = '', reason = ''] = match;
    const rules = ids
      .toUpperCase()
      .split(/[\s,]+/)
      .filter((id) => id !== '');
    const unknown = rules.find((id) => !isRule(id));
    const span = { start: match.index, end: match.index + whole.length };
    const advice = 'write `# sentry-k8s-ignore ID: reason`';
    if (rules.length === 0) wrong.push({ span, message: 'this comment names no rule', advice });
    else if (unknown !== undefined) wrong.push({ span, message: `there is no rule ${unknown}`, advice });
    else if (reason.replace(/-->\s*$/, '').trim() === '')
      wrong.push({ span, message: 'this comment gives no reason', advice });
    else {
      const { line } = lines.position(match.index);
      const alone = /^\s*$/.test(text.slice(lines.start(line), match.index));
      found.push({ rules, line: forFile === undefined ? (alone ? line + 1 : line) : 'file' });
    }
  }
  return {
    wrong,
    isIgnored: ({ rule, hit }) =>
      found.some(
        (ignore) =>
          ignore.rules.includes(rule.id) &&
          (ignore.line === 'file' || ignore.line === lines.position(hit.span.start).line),
      ),
  };
}
