import type { Severity } from '../rule/rule.ts';
import { countBySeverity, type Reported } from './report.ts';

export type Colours = 'ansi' | 'none';

const codes: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };

/** For people: what and where, the line with a caret under it, and what to do. */
export function textReport(findings: readonly Reported[], files: number, colours: Colours): string {
  const paint = (code: string, text: string) =>
    colours === 'ansi' ? `\u001b[${code}m${text}\u001b[0m` : text;
  const blocks = findings.map((finding) => {
    const { file, start, rule, severity, message, advice, excerpt, caret } = finding;
    const number = String(start.line);
    const gutter = ' '.repeat(number.length);
    const under = ' '.repeat(Math.max(0, caret.start)) + '^'.repeat(Math.max(1, caret.end - caret.start));
    const fixable = finding.edits.length > 0 ? ' (--fix does it)' : '';
    return [
      `${paint('1', `${file}:${start.line}:${start.column}`)} ${paint(codes[severity], severity)} ${rule} ${clean(message)}`,
      `  ${paint('2', `${number} |`)} ${clean(excerpt)}`,
      `  ${paint('2', `${gutter} |`)} ${paint(codes[severity], under)}`,
      `  ${paint('2', `${gutter} =`)} ${clean(advice)}${fixable}`,
    ].join('\n');
  });
  const { error, warning, info } = countBySeverity(findings);
  const summary =
    findings.length === 0
      ? `${plural(files, 'file')} checked, nothing found.`
      : `${plural(files, 'file')} checked: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${info} to know. \`sentry-k8s explain ${findings[0]?.rule}\` says more.`;
  return `${[...blocks, summary].join('\n\n')}\n`;
}

/** A file's control characters must not steer the terminal. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '\u00b7');
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
