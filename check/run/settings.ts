import type { Finding, Severity } from '../rule/rule.ts';

/** What a configuration file says of rules. */
export interface Settings {
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly ignore: readonly IgnoreEntry[];
}

export interface IgnoreEntry {
  readonly rule: string;
  /** A pattern of file names with `*` and `**`; absent for all. */
  readonly files: string | undefined;
  readonly reason: string;
}

export const noSettings: Settings = { rules: new Map(), ignore: [] };

/** The finding as the settings have it, or undefined where they silence it. */
export function settled(finding: Finding, settings: Settings): Finding | undefined {
  const severity = settings.rules.get(finding.rule.id);
  if (severity === 'off') return undefined;
  const ignored = settings.ignore.some(
    ({ rule, files }) => rule === finding.rule.id && (files === undefined || matches(files, finding.file)),
  );
  if (ignored) return undefined;
  return severity === undefined ? finding : { ...finding, severity };
}

function matches(pattern: string, file: string): boolean {
  const source = pattern
    .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
    .replaceAll('**/', '\u0000')
    .replaceAll('**', '\u0001')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
    .replaceAll('\u0000', '(?:.*/)?')
    .replaceAll('\u0001', '.*');
  return new RegExp(`^(?:\\./)?${source}$`).test(file.replaceAll('\\', '/'));
}
