import fc from 'fast-check';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { emitYaml } from './emit.ts';

/** Strings that some YAML reader takes for something else, collected by running them through Helm. */
const probes =
  'yes no on off y n Y N Yes NO On Off true false True TRUE null Null ~ 0 00 007 0777 0o17 0o7 0b11 0x1F 1_000 1__0 0_7 ' +
  '1e3 1E3 1.0 1.10 .5 5. +5 -5 +.inf .inf -.inf .NaN 685.230_15e+03 190:20:30 12:30 1:20 2001-01-01 2001-12-14t21:59:43.10-05:00 ' +
  '= - ? : # & * ! | > % @ ` { } [ ] , --- ... #a a#b !x &x *x';

test.each(probes.split(' '))('%s comes back as the text it was, as a value and as a key', (probe) => {
  const text = emitYaml({ value: probe, list: [probe], [probe]: 'key' });
  const expected = { value: probe, list: [probe], [probe]: 'key' };
  expect(parse(text, { version: '1.1' })).toEqual(expected);
  expect(parse(text, { version: '1.2' })).toEqual(expected);
  expect(load(text)).toEqual(expected);
});

test('<< as a value stays text', () => {
  expect(parse(emitYaml({ value: '<<' }), { version: '1.1' })).toEqual({ value: '<<' });
});

test('any tree of strings, numbers and booleans comes back from a YAML 1.1 and a 1.2 reader', () => {
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(...probes.split(' ')),
    fc.integer(),
    fc.boolean(),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('map')),
    list: fc.array(tie('node'), { maxLength: 4 }),
    map: fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__' && key !== '<<'),
      tie('node'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  })).map;
  fc.assert(
    fc.property(tree, (value) => {
      const text = emitYaml(value);
      expect(parse(text, { version: '1.1' })).toEqual(value);
      expect(parse(text, { version: '1.2' })).toEqual(value);
      expect(load(text)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('plain words stay plain and text of several lines becomes a block', () => {
  expect(
    emitYaml({ plain: 'some words', block: 'one\ntwo\n', empty: '', none: {}, nothing: [] }),
  ).toMatchInlineSnapshot(`
    "plain: some words
    block: |
      one
      two
    empty: ""
    none: {}
    nothing: []
    "
  `);
});

test('what is there twice is written twice, without an anchor', () => {
  const list = ['one'];
  expect(emitYaml({ first: list, second: list })).toBe('first:\n  - one\nsecond:\n  - one\n');
});
