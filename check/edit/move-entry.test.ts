import { expect, test } from 'vitest';
import { entryAt } from '../rules/walk.ts';
import { readInput } from '../run/values-file.ts';
import { applyEdits } from './lines.ts';
import { type Addition, moveEntry } from './move-entry.ts';

/** The text after moving a.b to c.d, or undefined where that is refused. */
function moved(text: string, also: readonly Addition[] = []): string | undefined {
  const input = readInput('values.yaml', text);
  if (input.kind !== 'values') throw new Error('no values');
  const [root] = input.file.roots;
  const parent = root === undefined ? undefined : entryAt(root, ['a'])?.value;
  const entry = root === undefined ? undefined : entryAt(root, ['a', 'b']);
  if (root === undefined || parent?.kind !== 'map' || entry === undefined) throw new Error('no a.b');
  const edits = moveEntry(text, root, { parent, entry }, ['c', 'd'], also);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

const off: Addition = { path: ['a', 'active'], yaml: 'false' };

test('takes the comments above and behind the entry along', () => {
  expect(moved('a:\n  x: 1\n  # why\n  b: 2 # what\n')).toBe('a:\n  x: 1\nc:\n  # why\n  d: 2 # what\n');
});

test('goes into a map that is there, at its indentation', () => {
  expect(moved('c:\n    e: 1\na:\n  x: 1\n  b: 2\n')).toBe('c:\n    e: 1\n    d: 2\na:\n  x: 1\n');
});

test('leaves the switch in the place of the only key of a map', () => {
  expect(moved('a:\n  b: 2 # note\n', [off])).toBe('a:\n  active: false # note\nc:\n  d: 2\n');
});

test('adds the switch beside other keys, or leaves it where it is set already', () => {
  expect(moved('a:\n  b: 2\n  x: 1\n', [off])).toBe('a:\n  x: 1\n  active: false\nc:\n  d: 2\n');
  expect(moved('a:\n  b: 2\n  active: false\n', [off])).toBe('a:\n  active: false\nc:\n  d: 2\n');
});

test.each([
  ['the new place is taken', 'a:\n  x: 1\n  b: 2\nc:\n  d: 3\n', []],
  ['the switch says otherwise', 'a:\n  b: 2\n  active: true\n', [off]],
  ['the map is on one line', 'a: {x: 1, b: 2}\n', []],
  ['the value has several lines', 'a:\n  x: 1\n  b: |\n    text\n', []],
  ['the new map is an alias', 'z: &z {e: 1}\na:\n  x: 1\n  b: 2\nc: *z\n', []],
] as const)('is refused where %s', (_, text, also) => {
  expect(moved(text, also)).toBeUndefined();
});

test('ends a last line that has no end', () => {
  expect(moved('a:\n  x: 1\n  b: 2')).toBe('a:\n  x: 1\nc:\n  d: 2\n');
});
