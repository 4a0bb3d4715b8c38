import { join } from 'node:path';
import type { Converted } from '../check/from-set/result.ts';
import { type Emit, masked, valuesText } from '../check/from-set/write-values.ts';
import { jsonReport } from '../check/report/json.ts';
import { LineIndex } from '../check/report/line-index.ts';
import type { Reported } from '../check/report/report.ts';
import { type Secrets, withoutSecrets } from '../check/report/secrets.ts';
import { toJson } from '../check/schema/to-json.ts';

/** For people: per command its values file, its secrets without their values, and the command that is left. */
export function fromSetReport(
  converted: readonly Converted[],
  texts: ReadonlyMap<string, string>,
  secrets: Secrets,
  out: string | undefined,
  emit: Emit,
): string {
  if (converted.length === 0) return 'No value flags found.\n';
  return `${converted.map((one) => section(one, texts, secrets, out, emit)).join('\n')}`;
}

function section(
  { file, plan, names, command }: Converted,
  texts: ReadonlyMap<string, string>,
  secrets: Secrets,
  out: string | undefined,
  emit: Emit,
): string {
  const { line } = new LineIndex(texts.get(file) ?? '').position(plan.command.start);
  const { tool, action, release } = plan.command;
  const hidden = (sentence: string) =>
    withoutSecrets(sentence, secrets.get(file) ?? [], texts.get(file) ?? '');
  const lines = [
    `# ${file}:${line} ${[tool, action, release].filter((word) => word !== undefined).join(' ')}`,
  ];
  if (plan.refused !== undefined)
    return `${[...lines, `helm refuses these flags: ${hidden(plan.refused.message)}`, 'Nothing was converted; --fix writes what was meant, where that is clear.'].join('\n')}\n`;
  if (plan.values.size > 0) lines.push(fileText(names.values, out, valuesText(plan.values, emit)));
  if (plan.secrets.size > 0) {
    const shown = masked(plan.secrets);
    lines.push(fileText(names.secrets, out, shown instanceof Map ? emit(toJson(shown)) : ''));
    lines.push(
      out === undefined
        ? '(--out writes it with its values)'
        : '(readable by you only; encrypt it before it goes anywhere)',
    );
  }
  for (const { flag, reason } of plan.kept)
    lines.push(`stays a flag: --${flag.kind} ${keyOf(flag.text)}: ${reason}`);
  if (command !== undefined && plan.moved.length > 0) lines.push('', command);
  if (command === undefined && plan.moved.length > 0) lines.push('', manifestAdvice(tool, names.values));
  return `${lines.join('\n')}\n`;
}

function fileText(name: string, out: string | undefined, text: string): string {
  const title = out === undefined ? `${name}:` : `${join(out, name)} (written):`;
  return `${title}\n${text.trimEnd().replace(/^/gm, '    ')}`;
}

/** A flag's value may be a secret, so only its key is shown. */
function keyOf(text: string): string {
  return `${text.split('=')[0] ?? ''}=…`;
}

function manifestAdvice(tool: string, name: string): string {
  if (tool === 'argocd')
    return `In the Application, list ${name} under helm.valueFiles and take these parameters away.`;
  if (tool === 'helmfile')
    return `In the release, list ${name} under values and take these set entries away.`;
  if (tool === 'flux') return 'In the HelmRelease, put what is no secret under spec.values.';
  return `Take these variables away, and pass ${name} with --values or WERF_VALUES_1.`;
}

/** For programs: the findings and the plans; secrets only by their keys. */
export function jsonPlans(
  converted: readonly Converted[],
  report: readonly Reported[],
  texts: ReadonlyMap<string, string>,
  secrets: Secrets,
): string {
  const base: unknown = JSON.parse(jsonReport(report, [...texts.keys()]));
  const commands = converted.map(({ file, plan, names, command }) => ({
    file,
    tool: plan.command.tool,
    release: plan.command.release,
    valuesFile: names.values,
    values: toJson(plan.values),
    secretsFile: names.secrets,
    secrets: toJson(masked(plan.secrets)),
    kept: plan.kept.map(({ flag, reason }) => ({ flag: flag.kind, key: keyOf(flag.text), reason })),
    refused:
      plan.refused === undefined
        ? undefined
        : withoutSecrets(plan.refused.message, secrets.get(file) ?? [], texts.get(file) ?? ''),
    command,
  }));
  return `${JSON.stringify({ ...(typeof base === 'object' ? base : {}), commands }, undefined, 2)}\n`;
}
