import fc from 'fast-check';
import type { Flag, FlagKind } from '../../check/strvals/flag.ts';

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcxyz019') },
  { weight: 3, arbitrary: fc.constantFrom(...'=.,[]{}\\" \':/@-_+') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('é', '😀', '\t', '\n', '\u00a0', '\u0085', '\ufeff', 'ſ', '<', '&', '$'),
  },
);
const wild = fc.string({ unit: character, maxLength: 14 });

const word = fc.oneof(
  fc.constantFrom('true', 'False', 'nUll', 'falſe', 'yes', '0', '-0', '007', '+5', '12345678', '1e3', '0x1F'),
  fc.constantFrom('9223372036854775807', '9223372036854775808', '-9223372036854775809', '1.5', '~', ''),
  fc.stringMatching(/^[a-z0-9:/@ _-]{0,8}$/),
  fc.constantFrom('a\\,b', '\\{x\\}', 'C:\\temp', '"q"', 'a=b', 'x.y', 'é😀', ' s ', 'a\\\\b', 'end\\'),
);

/** Mostly a key of its own, so that strings of one batch seldom meet; sometimes a shared one, so that they do. */
const firstKey = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 99_999 }).map((n) => `k${n}`) },
  { weight: 1, arbitrary: fc.constantFrom('m', 'n.o', 'p[1].q') },
  { weight: 1, arbitrary: fc.constantFrom('', 'é', 'a\\.b', 'a\\=b', ' c', 'a\\[0\\]') },
);
const laterStep = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('.a', '.b', '.config\\.yaml', '.c d') },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 4 }).map((n) => `[${n}]`) },
  { weight: 1, arbitrary: fc.constantFrom('[+1]', '[-0]', '[01]') },
);
const path = fc
  .tuple(firstKey, fc.array(laterStep, { maxLength: 4 }))
  .map(([key, steps]) => key + steps.join(''));

const list = fc
  .array(
    word.map((text) => text.replace(/\\$/, '')),
    { maxLength: 4 },
  )
  .map((items) => `{${items.join(',')}}`);
const json = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    ' ',
    '1.0',
    '1e3',
    '12345678901234567890',
    '-0',
    '"a,b"',
    '[]',
    '{}',
    '{"__proto__":1}',
  ),
);

function pairs(value: fc.Arbitrary<string>, separators: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(path, value, fc.constantFrom(...separators)), { minLength: 1, maxLength: 3 })
    .map((items) => items.map(([key, text, separator]) => `${key}=${text}${separator}`).join(''))
    .map((text) => text.replace(/[, ]+$/, ''));
}

/** File names that exist beside the scratch chart. */
export const files = { one: 'first\n', 'two,2': 'é\n\n', '{three}': '' };
const fileName = fc.constantFrom('one', 'two\\,2', '\\{three\\}', '{one,one}', 'o\\ne');

const wellFormed: Readonly<Record<FlagKind, fc.Arbitrary<string>>> = {
  set: pairs(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: list }), [',']),
  'set-string': pairs(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: list }), [',']),
  'set-json': pairs(json, [',', ', ', ' ']),
  'set-file': pairs(fileName, [',']),
  'set-literal': fc.tuple(path, fc.oneof(word, wild)).map(([key, text]) => `${key}=${text}`),
};

const kind = fc.oneof(
  { weight: 6, arbitrary: fc.constant<FlagKind>('set') },
  { weight: 1, arbitrary: fc.constantFrom<FlagKind>('set-string', 'set-json', 'set-file', 'set-literal') },
);

/** Flags that Helm mostly takes, and some that are noise. */
export const randomFlag: fc.Arbitrary<Flag> = kind.chain((chosen) =>
  fc
    .oneof(
      { weight: 80, arbitrary: wellFormed[chosen] },
      { weight: 1, arbitrary: wild },
      { weight: 1, arbitrary: fc.tuple(wellFormed[chosen], wild).map(([text, noise]) => text + noise) },
    )
    .map((text) => ({ kind: chosen, text })),
);
