import { isEncrypted } from './cipher.ts';
import type { SecretValues } from './secret-values.ts';

export interface Leak {
  readonly file: string;
  readonly line: number;
  /** The Secret and key whose value stands there; never the value. */
  readonly value: string;
}

/** Shorter values, such as a user's name, stand in files by chance. */
const least = 8;

/** Every place of a file that is meant for version control where a secret stands in clear text or in base64. */
export function leaksOf(values: SecretValues, files: ReadonlyMap<string, string>): readonly Leak[] {
  const needles = [...values].flatMap(([name, entries]) =>
    [...entries].flatMap(([key, value]) => formsOf(value).map((form) => ({ value: `${name}/${key}`, form }))),
  );
  return [...files].flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      const found = needles.filter(({ form }) => line.includes(form));
      return found.map(({ value }) => ({ file, line: index + 1, value }));
    }),
  );
}

/** Ciphertext in a rendered manifest: somebody rendered without the key. */
export function ciphertextIn(files: ReadonlyMap<string, string>): readonly Omit<Leak, 'value'>[] {
  return [...files].flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      const words = line.match(/[0-9a-f]{68,}/g) ?? [];
      return words.some(isEncrypted) ? [{ file, line: index + 1 }] : [];
    }),
  );
}

/** Values of several lines are looked for line by line, as a block of YAML holds them. */
function formsOf(value: string): readonly string[] {
  const lines = value.split('\n').map((line) => line.trim());
  return [...lines, Buffer.from(value).toString('base64')].filter((form) => form.length >= least);
}
