import type { HelmValue } from '../strvals/value.ts';
import type { ScalarNode, ScalarStyle } from './node.ts';
import { plainInteger, plainScalar } from './plain-scalar.ts';

/** The value of a scalar with an explicit tag: the tag wins over the notation. */
export function taggedScalar(tag: string, text: string, style: ScalarStyle): HelmValue {
  if (tag === '!!str') return text;
  if (tag === '!!binary') return Buffer.from(text, 'base64').toString('latin1');
  if (/^!!(bool|int|float|null|timestamp)$/.test(tag)) return plainScalar(text);
  return style === 'plain' && !tag.startsWith('!') ? plainScalar(text) : text;
}

/** The key that Helm makes of a scalar: numbers and booleans become their text. */
export function keyName({ style, text, value }: ScalarNode): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return plainInteger(text)?.toString() ?? keyOfFloat(value);
  if (value === null && style === 'plain') return 'null';
  return text;
}

/** Go's %g of a float32: the fewest digits that tell it apart, with an exponent from a million on. */
function keyOfFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [digits = '', power = '0'] = shortest(value).toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(shortest(value));
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function shortest(value: number): number {
  const single = Math.fround(value);
  for (let digits = 1; digits < 10; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return shorter;
  }
  return single;
}
