import { createHash } from 'node:crypto';
import type { Severity } from '../rule/rule.ts';
import type { Reported } from './report.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/** GitLab's Code Quality report; a fingerprint holds while the line's text and the finding stay the same. */
export function gitlabReport(findings: readonly Reported[]): string {
  const seen = new Map<string, number>();
  const issues = findings.map(({ rule, severity, file, start, message, advice, excerpt }) => {
    const subject = [rule, file, message, excerpt.trim()].join('\n');
    const times = seen.get(subject) ?? 0;
    seen.set(subject, times + 1);
    return {
      description: `${message}: ${advice}`,
      check_name: rule,
      fingerprint: createHash('sha256').update(`${subject}\n${times}`).digest('hex'),
      severity: severities[severity],
      location: { path: file.replaceAll('\\', '/'), lines: { begin: start.line } },
    };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
