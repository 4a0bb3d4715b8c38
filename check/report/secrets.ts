import type { Finding } from '../rule/rule.ts';
import type { Span } from '../source/node.ts';

/** Secrets that were seen, by file, whether or not their finding is silenced: none of them is ever shown. */
export type Secrets = ReadonlyMap<string, readonly Span[]>;

export function secretsOf(findings: readonly Finding[]): Secrets {
  const secrets = new Map<string, Span[]>();
  for (const { file, hit } of findings)
    if (hit.secret !== undefined) secrets.set(file, [...(secrets.get(file) ?? []), hit.secret]);
  return secrets;
}

/** Takes every secret, and every part of one that a comma cuts off, out of a sentence. */
export function withoutSecrets(sentence: string, secrets: readonly Span[], text: string): string {
  const shown = secrets.flatMap(({ start, end }) => {
    const raw = text.slice(start, end).replace(/^["']|["']$/g, '');
    const plain = raw.replace(/\\(.)/g, '$1');
    return [raw, plain, ...raw.split(/[,\n]/), ...plain.split(/[,\n]/), raw.split('=')[0] ?? ''].filter(
      (part) => part.trim().length > 2,
    );
  });
  return shown
    .sort((one, other) => other.length - one.length)
    .reduce((masked, part) => masked.replaceAll(part, '***'), sentence);
}
