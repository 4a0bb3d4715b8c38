import type { Draw } from './draw.ts';
import { type SecretValues, secretValue } from './secret-values.ts';
import { SecretsError } from './secrets-error.ts';
import type { WantedEntry, WantedSecret } from './wanted.ts';

/** How a value came to be what it is; `open` ones are known to a person only, and are not there yet. */
export type Fate = 'kept' | 'drawn' | 'given' | 'fixed' | 'open';

export interface Outcome {
  readonly secret: string;
  readonly entry: WantedEntry;
  readonly fate: Fate;
}

export interface Completed {
  /** Everything that existed, and what was added. */
  readonly values: SecretValues;
  /** One for each key of each Secret, in the order of the needs. */
  readonly outcomes: readonly Outcome[];
}

/** What is there stays as it is, unless a person gives another value; what is missing is drawn or left open. */
export function complete(
  wanted: readonly WantedSecret[],
  existing: SecretValues,
  given: SecretValues,
  draw: Draw,
): Completed {
  refuseUnknown(wanted, given);
  const values = new Map([...existing].map(([name, entries]) => [name, new Map(entries)]));
  const outcomes: Outcome[] = [];
  for (const { name, entries } of wanted) {
    for (const entry of entries) {
      if (outcomes.some((outcome) => outcome.secret === name && outcome.entry.key === entry.key)) continue;
      const [fate, value] = settle(
        entry,
        secretValue(existing, name, entry.key),
        secretValue(given, name, entry.key),
        draw,
      );
      outcomes.push({ secret: name, entry, fate });
      if (value === undefined) continue;
      const secret = values.get(name) ?? new Map<string, string>();
      secret.set(entry.key, value);
      values.set(name, secret);
    }
  }
  return { values, outcomes };
}

function settle(
  { source }: WantedEntry,
  existing: string | undefined,
  given: string | undefined,
  draw: Draw,
): readonly [Fate, string | undefined] {
  if (given !== undefined) return [given === existing ? 'kept' : 'given', given];
  if (existing !== undefined && existing !== '') return ['kept', existing];
  if (source === 'given') return ['open', undefined];
  if (typeof source === 'object') return ['fixed', source.text];
  return ['drawn', draw(source)];
}

/** A misspelt name must not become a value that nobody reads. */
function refuseUnknown(wanted: readonly WantedSecret[], given: SecretValues): void {
  const known = new Set(wanted.flatMap(({ name, entries }) => entries.map(({ key }) => `${name}/${key}`)));
  for (const [name, entries] of given) {
    for (const key of entries.keys()) {
      if (known.has(`${name}/${key}`)) continue;
      throw new SecretsError(
        'VALUE_UNKNOWN',
        `${name}/${key} is no value of this platform; there are ${[...known].sort().join(', ')}`,
      );
    }
  }
}
