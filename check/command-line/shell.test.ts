import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteWord } from './quote.ts';
import { lexShell, type Shell, shellOf, shells } from './shell.ts';
import type { Word } from './word.ts';

const words = (shell: Shell, text: string) =>
  lexShell(shell, text).map((command) => command.words.map((word) => word.text));
const flat = (shell: Shell, text: string): readonly Word[] =>
  lexShell(shell, text).flatMap((command) => command.words);

describe('bash', () => {
  test.each([
    [`a 'b c' "d e" f\\ g`, [['a', 'b c', 'd e', 'f g']]],
    ['a \\\n  b # comment\nc', [['a', 'b'], ['c']]],
    ['a && b || c; d | e &', [['a'], ['b'], ['c'], ['d'], ['e']]],
    [`'it'\\''s' "x\\"y\\$z" ""`, [["it's", 'x"y$z', '']]],
    ['a > file 2>&1 b', [['a', 'b']]],
    ['X=1 a "$(b "c d")" `e f` $' + '{G:-h i}', [['X=1', 'a', '$()', '$()', '$G']]],
    [`a 'unterminated`, [['a', 'unterminated']]],
  ])('%j', (text, expected) => {
    expect(words('bash', text)).toEqual(expected);
  });

  test('tells what it does to a word', () => {
    const damage = (text: string) =>
      flat('bash', text).flatMap((word) => word.damage.map(({ kind }) => kind));
    expect(damage('a\\.b=c')).toEqual(['backslash dropped']);
    expect(damage('a={b,c}')).toEqual(['braces expanded']);
    expect(damage('a={b}')).toEqual([]);
    expect(damage('a[0]=b')).toEqual(['brackets globbed']);
    expect(damage(`'a\\.b={c,d}'`)).toEqual([]);
    expect(flat('bash', 'a\\.b=c')[0]).toMatchObject({ text: 'a.b=c', meant: 'a\\.b=c' });
  });
});

describe('PowerShell', () => {
  test.each([
    ['a `\n  b', [['a', 'b']]],
    [`a 'it''s' "x\`"y"`, [['a', "it's", 'x"y']]],
    ['a C:\\x\\y.txt', [['a', 'C:\\x\\y.txt']]],
    ['a $env:TAG "$($b.c)"', [['a', '$TAG', '$()']]],
  ])('%j', (text, expected) => {
    expect(words('powershell', text)).toEqual(expected);
  });

  test('tells what it does to a word', () => {
    const damage = (text: string) =>
      flat('powershell', text).flatMap((word) => word.damage.map(({ kind }) => kind));
    expect(damage('--set a=1,b={c}')).toEqual(['commas split', 'braces expanded']);
    expect(damage(`--set 'a=1,b={c}'`)).toEqual([]);
    expect(damage(`'{"a":1}'`)).toEqual(['quotes dropped']);
    expect(damage('configs\\.yaml')).toEqual([]);
  });
});

describe('cmd.exe', () => {
  test.each([
    ['a ^\r\n  b', [['a', 'b']]],
    ['a "b c" "d\\"e"', [['a', 'b c', 'd"e']]],
    ["a 'b c'", [['a', "'b", "c'"]]],
    ['a %TAG% ^& b', [['a', '$TAG', '&', 'b']]],
    ['rem a b\nc', [['c']]],
  ])('%j', (text, expected) => {
    expect(words('cmd', text)).toEqual(expected);
  });
});

test('a shell is known by its file, then by how lines go on', () => {
  expect(shellOf('x.ps1', '')).toBe('powershell');
  expect(shellOf('x.cmd', '')).toBe('cmd');
  expect(shellOf('command', 'helm a `\n b')).toBe('powershell');
  expect(shellOf('command', 'helm a ^\n b')).toBe('cmd');
  expect(shellOf('command', 'echo `date`; helm a \\\n b')).toBe('bash');
});

test.each(shells)('every character of a word of %s knows its place', (shell) => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab \\\'"`^%{$}[],.=\n;#()'), maxLength: 40 }),
      (text) => {
        for (const { text: word, offsets, unknown } of flat(shell, text)) {
          expect(offsets).toHaveLength(word.length);
          for (const [index, offset] of offsets.entries()) {
            if (unknown.some(({ start, end }) => start <= index && index < end)) continue;
            if (shell === 'powershell' && text[offset - 1] === '`') continue;
            expect(text[offset]).toBe(word[index]);
          }
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test.each(['bash', 'powershell'] as const)('a quoted word of %s comes back as it was', (shell) => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
      (text) => {
        expect(words(shell, quoteWord(text, shell))).toEqual([[text]]);
      },
    ),
  );
});
