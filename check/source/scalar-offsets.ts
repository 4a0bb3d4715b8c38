import type { ScalarNode } from './node.ts';

/**
 * Where in the file each character of a scalar's text stands. Blanks may be folded and quotes escaped, so text
 * and source are walked side by side; every character lands on its own or on the nearest place before it.
 */
export function scalarOffsets(source: string, node: ScalarNode): readonly number[] {
  const offsets: number[] = [];
  const skipped = node.style === 'double' ? /[\s\\"]/ : node.style === 'single' ? /[\s']/ : /\s/;
  let at = node.start + (node.style === 'double' || node.style === 'single' ? 1 : 0);
  for (const character of node.text) {
    const blank = /\s/.test(character);
    if (!blank)
      while (at < node.end && !source.startsWith(character, at) && skipped.test(source[at] ?? '')) at++;
    for (let unit = 0; unit < character.length; unit++) offsets.push(at + (blank ? 0 : unit));
    if (!blank || /\s/.test(source[at] ?? '')) at += character.length;
  }
  return offsets;
}
