import type { Chart } from '../chart/chart.ts';
import { coalesce } from '../coalesce/coalesce.ts';
import { type Secrets, secretsOf } from '../report/secrets.ts';
import type { Finding, Known, Rule, ValuesFile } from '../rule/rule.ts';
import { allRules, ruleById } from '../rules/all-rules.ts';
import { placeViolation, v08 } from '../rules/v08-schema.ts';
import { v14 } from '../rules/v14-ignore-comment.ts';
import { validate } from '../schema/validate.ts';
import { mergeMaps } from '../strvals/merge-maps.ts';
import type { HelmMap } from '../strvals/value.ts';
import { readIgnores } from './ignore-comments.ts';
import { type Settings, settled } from './settings.ts';
import { readInput } from './values-file.ts';

export interface NamedText {
  readonly file: string;
  readonly text: string;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
  readonly secrets: Secrets;
}

/** Checks values files, in the order in which Helm would get them, with manifests that go with them. */
export async function checkValues(
  inputs: readonly NamedText[],
  chart: Chart | undefined,
  settings: Settings,
  rules: readonly Rule[] = allRules,
): Promise<CheckResult> {
  const read = inputs.map(({ file, text }) => readInput(file, text));
  const files = read.flatMap((input) => (input.kind === 'values' ? [input.file] : []));
  const clickhouseClusters = read.flatMap((input) =>
    input.kind === 'manifests' ? input.clickhouseClusters : [],
  );
  const known: Known = { chart, files, clickhouseClusters };
  const found: Finding[] = [];
  for (const file of files)
    for (const rule of rules)
      for (const hit of rule.inValues?.(file, known) ?? [])
        found.push({ rule, severity: hit.severity ?? rule.severity, file: file.file, hit });
  const schema = rules.includes(v08) ? await againstSchema(files, chart) : nothing;
  const all = [...withoutDoubles(found, schema.findings), ...schema.findings];
  return { findings: finish(all, inputs, settings), notes: schema.notes, secrets: secretsOf(all) };
}

/** Takes away what comments and settings silence, and tells of comments that are wrong. */
export function finish(
  found: readonly Finding[],
  inputs: readonly NamedText[],
  settings: Settings,
): readonly Finding[] {
  const kept: Finding[] = [];
  for (const { file, text } of inputs) {
    const ignores = readIgnores(text, (id) => ruleById(id) !== undefined);
    for (const finding of found) if (finding.file === file && !ignores.isIgnored(finding)) kept.push(finding);
    for (const hit of ignores.wrong) kept.push({ rule: v14, severity: v14.severity, file, hit });
  }
  return kept.flatMap((finding) => settled(finding, settings) ?? []);
}

/** A key that the schema refuses needs no second finding. */
function withoutDoubles(found: readonly Finding[], schema: readonly Finding[]): readonly Finding[] {
  return found.filter(
    ({ rule, file, hit }) =>
      !/^(T22|V03)$/.test(rule.id) ||
      !schema.some((other) => other.file === file && other.hit.span.start === hit.span.start),
  );
}

const nothing: CheckResult = { findings: [], notes: [], secrets: new Map() };

async function againstSchema(files: readonly ValuesFile[], chart: Chart | undefined): Promise<CheckResult> {
  if (chart?.schema === undefined || files.length === 0) return nothing;
  const given = files.reduce<HelmMap>((base, { values }) => mergeMaps(base, values), new Map());
  const values = coalesce({ name: chart.name, values: chart.defaults, dependencies: [] }, given, 'helm 4');
  const result = await validate(chart.schema, values);
  if (result.outcome === 'schema unusable')
    return { ...nothing, notes: [`the schema of ${chart.name} was not used: ${result.reason}`] };
  const findings = result.violations.flatMap((violation) => {
    const placed = placeViolation(violation, files);
    return placed === undefined
      ? []
      : [{ rule: v08, severity: v08.severity, file: placed.file.file, hit: placed.hit }];
  });
  return { ...nothing, findings };
}
