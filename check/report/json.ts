import { countBySeverity, type Reported } from './report.ts';

/** For programs: the same facts, with a version of the form. */
export function jsonReport(findings: readonly Reported[], files: readonly string[]): string {
  const list = findings.map(({ rule, severity, file, start, end, message, advice, edits }) => ({
    rule,
    severity,
    file,
    start,
    end,
    message,
    advice,
    fixable: edits.length > 0,
  }));
  return `${JSON.stringify({ version: 1, files, counts: countBySeverity(findings), findings: list }, undefined, 2)}\n`;
}
