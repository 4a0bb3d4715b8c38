import type { HelmValue } from '../strvals/value.ts';

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...'y Y yes Yes YES true True TRUE on On ON'.split(' ').map((word) => [word, true] as const),
  ...'n N no No NO false False FALSE off Off OFF'.split(' ').map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);
const notFinite: ReadonlyMap<string, number> = new Map([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const date =
  /^[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * The value of an unquoted text in a values file, as the parser inside Helm (go-yaml 2, YAML 1.1) takes it.
 * Numbers of a file are float64s in the end, whatever their notation.
 */
export function plainScalar(text: string): HelmValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  const special = notFinite.get(text);
  if (special !== undefined) return special;
  if (!/^[-+.0-9]/.test(text) || date.test(text)) return text;
  if (text.startsWith('.') && !/^[^_]*([0-9](_[0-9])?[^_]*)*$/.test(text)) return text;
  const plain = text.replaceAll('_', '');
  const whole = plainInteger(plain);
  if (whole !== undefined) return Number(whole);
  return (float.test(plain) ? finite(plain) : undefined) ?? text;
}

/** The digits of a whole number by Go's rules for literals: 0x, 0o, 0b, and octal after a leading zero. */
export function plainInteger(text: string): bigint | undefined {
  const plain = text.replaceAll('_', '');
  const match = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/.exec(plain);
  if (match === null) return undefined;
  const [, sign, hex, binary, octal, decimal = ''] = match;
  const size = BigInt(
    hex !== undefined
      ? `0x${hex}`
      : binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : decimal,
  );
  if (sign === '-') return size <= 2n ** 63n ? -size : undefined;
  return size < (sign === '' ? 2n ** 64n : 2n ** 63n) ? size : undefined;
}

function finite(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
