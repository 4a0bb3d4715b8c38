import fc from 'fast-check';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Helm, helms } from '../../test/tools/helm.ts';
import { renderScratch } from '../../test/tools/scratch-chart.ts';
import { loopVariable, range, when } from './blocks.ts';
import { Expression, ROOT } from './expression.ts';
import { text } from './functions.ts';
import { print } from './printer.ts';
import { Tokens } from './tokens.ts';

const seed = Number(process.env.SEED ?? 20261124);
const count = Number(process.env.LITERALS ?? 6000);
const perFile = 500;

const nasty = [
  ...[
    '{{',
    '}}',
    '{{-',
    '-}}',
    '{',
    '}',
    '{{{',
    '{{/*',
    '*/}}',
    '{{ "',
    '`',
    '"',
    "'",
    '\\',
    '\\"',
    '%',
    '%s',
    '%!',
    '$',
    '#',
    ' #',
    ': ',
    ':',
    '- ',
  ],
  ...[
    '\n',
    '\n\n',
    ' \n',
    '\n ',
    '\t',
    ' ',
    '  ',
    '\r',
    '\r\n',
    '---',
    '...',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '\u{1f600}',
    'é',
    '漢',
    '|',
    '>',
    '&a',
    '*a',
    '!x',
    '@',
    '[',
    ']',
    ',',
    '?',
    '<<',
    '=',
    '~',
  ],
  ...[
    'yes',
    'no',
    'on',
    'off',
    'y',
    'N',
    'true',
    'False',
    'null',
    '0',
    '007',
    '0o17',
    '0x1F',
    '1_000',
    '1e3',
    '1e+06',
    '.5',
    '12:30',
    '1.10',
    '+5',
    '.inf',
    '2001-01-01',
  ],
  ...['1000000', '10737418240', 'plain', 'word'],
];
const piece = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.string({ maxLength: 4 }),
);
const hostile = fc
  .array(piece, { maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((value) => !/[\ue000-\ue002]/.test(value));

const literals = fc.sample(hostile, { numRuns: count, seed });
const yes = new Expression('boolean', `not ${ROOT}.Values.nothing`);
const item = loopVariable('item', 'string');
const two = new Expression('list', 'list "a" "b"');

/** Every literal as value, key, list item, inside conditions and loops, and as part of a text. */
function manifest(batch: readonly string[]) {
  return {
    values: Object.fromEntries(batch.map((value, index) => [`v${index}`, value])),
    keys: batch.map((value) => ({ [`k${value}`]: 1 })),
    items: batch,
    conditional: Object.fromEntries(batch.map((value, index) => [`v${index}`, when(yes, value)])),
    either: batch.map((value) => when(yes, { value }, { value: 'other' })),
    loops: batch.map((value) => [range(two, item, { item, value })]),
    texts: batch.map((value) => text`${value}|${new Expression('string', `${ROOT}.Release.Name`)}`),
  };
}

function expected(batch: readonly string[]) {
  return {
    values: Object.fromEntries(batch.map((value, index) => [`v${index}`, value])),
    keys: batch.map((value) => ({ [`k${value}`]: 1 })),
    items: batch,
    conditional: Object.fromEntries(batch.map((value, index) => [`v${index}`, value])),
    either: batch.map((value) => ({ value })),
    loops: batch.map((value) => ['a', 'b'].map((item) => ({ item, value }))),
    texts: batch.map((value) => `${value}|release`),
  };
}

const batches = Array.from({ length: Math.ceil(literals.length / perFile) }, (_, index) =>
  literals.slice(index * perFile, (index + 1) * perFile),
);
let tools: readonly Helm[];

beforeAll(async () => {
  tools = await helms();
});

describe(`${literals.length} hostile literals (SEED=${seed})`, () => {
  test.each([0, 1])(
    'come back from helm as they were, helm number %i',
    async (which) => {
      const helm = tools[which];
      if (helm === undefined) throw new Error('no such helm');
      const files = Object.fromEntries(
        batches.map((batch, index) => [
          `templates/${index}.yaml`,
          print(manifest(batch), { path: 'test', scope: 'root', tokens: new Tokens() }).text,
        ]),
      );
      const rendered = await renderScratch(helm, files);
      const documents = new Map(
        rendered
          .split(/^---\n# Source: scratch\/templates\//m)
          .slice(1)
          .map((document) => [Number.parseInt(document, 10), document.slice(document.indexOf('\n') + 1)]),
      );
      expect(documents.size).toBe(batches.length);
      for (const [index, batch] of batches.entries()) {
        expect(load(documents.get(index) ?? ''), `batch ${index}`).toEqual(expected(batch));
      }
    },
    120_000,
  );
});

test('half a surrogate pair is refused, because YAML cannot carry it', () => {
  const broken = print.bind(null, { a: 'x\ud800y' });
  expect(() => broken({ path: 'p', scope: 'root', tokens: new Tokens() })).toThrow(
    expect.objectContaining({ code: 'LONE_SURROGATE' }),
  );
});

test.each([999_999, 1_000_000, 2 ** 31, 10_737_418_240, Number.MAX_SAFE_INTEGER])(
  '%i reads the same from a values file and from --set',
  async (number) => {
    const value = new Expression('integer', `${ROOT}.Values.number`);
    const template = print(
      { plain: value, text: text`n=${value}` },
      { path: 'p', scope: 'root', tokens: new Tokens() },
    ).text;
    for (const helm of tools) {
      const fromFile = await renderScratch(helm, {
        'templates/a.yaml': template,
        'values.yaml': `number: ${number}\n`,
      });
      const fromFlag = await renderScratch(helm, { 'templates/a.yaml': template }, [
        '--set',
        `number=${number}`,
      ]);
      expect(fromFile).toBe(fromFlag);
      expect(load(fromFile)).toEqual({ plain: number, text: `n=${number}` });
    }
  },
);
