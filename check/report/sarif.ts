import type { Rule, Severity } from '../rule/rule.ts';
import type { Reported } from './report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, as GitHub code scanning and editors read it. */
export function sarifReport(findings: readonly Reported[], rules: readonly Rule[], version: string): string {
  const used = rules.filter((rule) => findings.some((finding) => finding.rule === rule.id));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'sentry-k8s',
            version,
            rules: used.map(({ id, title, explanation, severity }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: explanation.replaceAll('\n', ' ') },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: used.findIndex(({ id }) => id === finding.rule),
          level: levels[finding.severity],
          message: { text: `${finding.message}. ${capitalized(finding.advice)}.` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uri(finding.file) },
                region: {
                  startLine: finding.start.line,
                  startColumn: finding.start.column,
                  endLine: finding.end.line,
                  endColumn: Math.max(
                    finding.end.column,
                    finding.end.line === finding.start.line ? finding.start.column : 1,
                  ),
                },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function uri(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
