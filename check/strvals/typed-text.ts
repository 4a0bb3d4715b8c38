import type { HelmValue } from './value.ts';

const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);

/** The type that `--set` gives a text: boolean, null, int64 or string; never a float. */
export function typedText(text: string): HelmValue {
  if (/^true$/iu.test(text)) return true;
  if (/^false$/iu.test(text)) return false;
  if (/^null$/iu.test(text)) return null;
  if (text === '0') return 0n;
  if (!/^[-+]?[0-9]+$/.test(text) || text.startsWith('0')) return text;
  const whole = BigInt(text.replace(/^\+/, ''));
  return whole >= smallest && whole <= largest ? whole : text;
}
