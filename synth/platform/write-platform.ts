import type { Json } from '../values/json.ts';
import { wrap } from '../values/wrap.ts';
import { emitYaml } from '../yaml/emit.ts';
import { emitSettings, type Setting, setting } from '../yaml/settings.ts';
import { installationFields } from './fields/platform.ts';
import type { Field } from './spec/field.ts';

export type Decisions = { readonly [key: string]: Json };

/**
 * A platform file with these decisions, each under its meaning; what was not decided stands below as comments, with
 * the default that holds.
 */
export function platformText(decisions: Decisions): string {
  const settings: Setting[] = [setting('version', 1)];
  const open: string[] = [];
  for (const [key, field] of Object.entries(installationFields)) {
    const decided = decisions[key];
    if (decided === undefined) open.push(commented(key, field));
    else settings.push(setting([key], decided, field.doc));
  }
  const text = emitSettings(header, settings);
  const rest = open.filter((part) => part !== '').join('\n#\n');
  return `# yaml-language-server: $schema=platform.schema.json\n#\n${text}\n${rest}\n`;
}

const header =
  'One installation of Sentry: what a team decides. `sentry-k8s synth` writes charts/ and values/ from it. All settings are explained by platform.schema.json in an editor, and in docs/platform.md.';

function commented(key: string, field: Field): string {
  const sample = sampleOf(field);
  const lines =
    sample === undefined
      ? [`${key}:`]
      : emitYaml({ [key]: sample })
          .trimEnd()
          .split('\n');
  return [...wrap(field.doc, 96), ...lines].map((line) => `# ${line}`).join('\n');
}

/** What holds when nothing is said, or an example where that is nothing. */
function sampleOf({ shape, presence, example }: Field): Json | undefined {
  if (shape.kind === 'variants') return { kind: shape.defaultKind ?? '' };
  if (shape.kind !== 'section') return example ?? (presence.kind === 'default' ? presence.value : undefined);
  const entries = Object.entries(shape.fields).flatMap(([key, field]) => {
    const sample = field.presence.kind === 'optional' ? field.example : sampleOf(field);
    return sample === undefined ? [] : [[key, sample] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
