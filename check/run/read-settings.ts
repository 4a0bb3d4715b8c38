import { nearestName } from '../rule/nearest.ts';
import { type Severity, severities } from '../rule/rule.ts';
import { ruleById } from '../rules/all-rules.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { SourceError } from '../source/source-error.ts';
import { toValue } from '../source/to-values.ts';
import { type HelmMap, type HelmValue, isMap } from '../strvals/value.ts';
import type { IgnoreEntry, Settings } from './settings.ts';

/** The whole configuration file: settings, and defaults for options of the command. */
export interface CheckConfig extends Settings {
  readonly chart: string | undefined;
  readonly chartVersion: string | undefined;
  readonly failOn: Severity | undefined;
}

export const configFile = '.sentry-k8s-check.yaml';
const keys = ['chart', 'chartVersion', 'failOn', 'rules', 'ignore'];

/** Reads a configuration file; throws a SourceError that names the key and what is accepted. */
export function readSettings(text: string, file: string): CheckConfig {
  const root = parseYaml(text, file)[0]?.root;
  const map = root === undefined ? new Map<string, HelmValue>() : toValue(root);
  if (!isMap(map))
    throw wrong(file, 'the file', 'a map with the keys chart, chartVersion, failOn, rules and ignore');
  refuseOthers(map, keys, file, '');
  const failOn = map.get('failOn');
  if (failOn !== undefined && !isSeverity(failOn)) throw wrong(file, 'failOn', severities.join(', '));
  return {
    chart: optionalText(map, 'chart', file),
    chartVersion: optionalText(map, 'chartVersion', file),
    failOn,
    rules: readRules(map.get('rules'), file),
    ignore: readIgnore(map.get('ignore'), file),
  };
}

function readRules(value: HelmValue | undefined, file: string): ReadonlyMap<string, Severity | 'off'> {
  if (value === undefined || value === null) return new Map();
  if (!isMap(value)) throw wrong(file, 'rules', 'a map such as {T19: off, T09: info}');
  const rules = new Map<string, Severity | 'off'>();
  for (const [id, level] of value) {
    if (ruleById(id) === undefined)
      throw wrong(file, `rules.${id}`, 'the id of a rule; `sentry-k8s explain` lists them');
    // YAML 1.1 reads a bare `off` as false, which is what everybody writes here.
    if (level === 'off' || level === false) rules.set(id.toUpperCase(), 'off');
    else if (isSeverity(level)) rules.set(id.toUpperCase(), level);
    else throw wrong(file, `rules.${id}`, `off, ${severities.join(', ')}`);
  }
  return rules;
}

function readIgnore(value: HelmValue | undefined, file: string): readonly IgnoreEntry[] {
  if (value === undefined || value === null) return [];
  const accepted = 'a list of {rule: ID, files: pattern, reason: why}';
  if (!Array.isArray(value)) throw wrong(file, 'ignore', accepted);
  return value.map((entry, index) => {
    const at = `ignore[${index}]`;
    if (!isMap(entry)) throw wrong(file, at, accepted);
    refuseOthers(entry, ['rule', 'files', 'reason'], file, `${at}.`);
    const [rule, files, reason] = [entry.get('rule'), entry.get('files'), entry.get('reason')];
    if (typeof rule !== 'string' || ruleById(rule) === undefined)
      throw wrong(file, `${at}.rule`, 'the id of a rule');
    if (files !== undefined && typeof files !== 'string')
      throw wrong(file, `${at}.files`, 'a pattern such as env/*.yaml');
    if (typeof reason !== 'string' || reason.trim() === '')
      throw wrong(file, `${at}.reason`, 'a sentence that says why');
    return { rule: rule.toUpperCase(), files, reason };
  });
}

function optionalText(map: HelmMap, key: string, file: string): string | undefined {
  const value = map.get(key);
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(file, key, 'text, in quotes');
}

function refuseOthers(map: HelmMap, accepted: readonly string[], file: string, above: string): void {
  for (const key of map.keys()) {
    if (accepted.includes(key)) continue;
    const nearest = nearestName(key, accepted);
    throw wrong(
      file,
      `${above}${key}`,
      nearest === undefined ? accepted.join(', ') : `${accepted.join(', ')}; did you mean ${nearest}?`,
    );
  }
}

function isSeverity(value: HelmValue | undefined): value is Severity {
  return severities.some((severity) => severity === value);
}

function wrong(file: string, key: string, accepted: string): SourceError {
  return new SourceError('NOT_A_MAP', file, `${key} cannot be used; accepted: ${accepted}`);
}
