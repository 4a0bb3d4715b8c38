import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followed } from '../../check/source/node.ts';
import { parseYaml } from '../../check/source/parse-yaml.ts';
import { toValue } from '../../check/source/to-values.ts';
import { type HelmMap, isMap } from '../../check/strvals/value.ts';
import { type Helm, helms } from '../tools/helm.ts';
import { sameAsJson, scratch } from './helm-values.ts';

const both = await helms();

/** What we read in a values file of one document. */
function ours(text: string): HelmMap {
  const root = parseYaml(text, 'values.yaml')[0]?.root;
  const value = root === undefined ? new Map() : toValue(followed(root));
  if (!isMap(value)) throw new Error('no map');
  return value;
}

async function theirs(helm: Helm, text: string): Promise<string> {
  await using chart = await scratch({ beside: { 'v.yaml': text } });
  const answer = await chart.values(helm, ['-f', 'v.yaml']);
  if ('refusal' in answer) throw new Error(answer.refusal);
  return answer.json;
}

async function expectSame(helm: Helm, lines: readonly string[]): Promise<void> {
  const whole = lines.join('');
  if (sameAsJson(ours(whole), await theirs(helm, whole))) return;
  for (const line of lines) {
    const json = await theirs(helm, line);
    if (!sameAsJson(ours(line), json)) expect({ line, ours: ours(line) }).toEqual({ line, theirs: json });
  }
  throw new Error('the lines differ together and not one by one');
}

const probes =
  'yes no on off y n Y N Yes NO On Off true false True TRUE tRUE null Null NULL nUll ~ 0 00 007 0777 08 0o17 0o7 0O7 0b11 0B1 0b2 ' +
  '0x1F 0X1f 1_000 1__0 0_7 _1 1_ 1e3 1E3 1e+3 1.0 1.10 .5 5. +5 -5 -0 -0.0 +.5 -.5 .5e3 1e400 685.230_15e+03 190:20:30 12:30 ' +
  '2001-01-01 2001-1-1 2001-13-01 2001-12-14t21:59:43.10-05:00 1234567890123456789 18446744073709551616 ' +
  '-9223372036854775808 -9223372036854775809 +9223372036854775808 0x7fffffffffffffff - + . .. .5. 1.2.3 v1 1e 0x .5_0 --1 +-1 falſe';

test.each(both)('the plain words that YAML readers disagree about, as $name reads them', async (helm) => {
  const values = probes.split(' ').filter((probe) => probe !== '-');
  await expectSame(
    helm,
    values.map((probe, index) => `k${index}: ${probe}\n`),
  );
});

test.each(both)('the same words as keys, as $name reads them', async (helm) => {
  const keys = probes
    .split(' ')
    .filter((probe) => !/^(-|null|Null|NULL|~|18446744073709551615)$/.test(probe));
  await expectSame(
    helm,
    keys.map((probe, index) => `k${index}: {${probe}: 1}\n`),
  );
});

test.each(both)('5000 random texts that look like numbers, as $name reads them', async (helm) => {
  const text = fc
    .stringMatching(/^[-+.0-9][-+.0-9_eExXoObBaf]{0,7}$/)
    .filter((word) => !/^-+$|^\.\.\.|^---/.test(word));
  const words = fc.sample(text, { numRuns: 5000, seed: fc.readConfigureGlobal()?.seed ?? 1 });
  await expectSame(
    helm,
    words.map((word, index) => `k${index}: ${word}\n`),
  );
});

test.each(both)('tags, anchors, merges, duplicates and empty values, as $name reads them', async (helm) => {
  await expectSame(helm, [
    'tags: {a: !!str 1, b: !!int "3", c: !!float 2, d: !!str yes, e: !!bool "true", f: !!null ""}\n',
    'base: &base {x: 1, y2: {z: 2}}\n',
    'copy: *base\n',
    'merged:\n  <<: *base\n  x: 5\n',
    'late:\n  x: 5\n  <<: *base\n',
    'two: &two {x: 9, w: 1}\n',
    'several:\n  <<: [*base, *two]\n',
    'twice: {a: 1, b: 2, a: 3}\n',
    'nothing:\n',
    'empty: ""\n',
    'quoted: {a: "yes", b: \'1\', c: "\\u00e9\\n"}\n',
    'block: |\n  one\n  two\n\n',
    'folded: >-\n  one\n  two\n',
    'list:\n  - a\n  -\n  - - 1\n    - {b: [c, ]}\n',
    '? long key\n: value\n',
  ]);
});

test('helm 4 merges the documents of a file, helm 3 reads the first only', async () => {
  const [helm3, helm4] = both;
  const text = 'a: 1\n---\nb: 2\n';
  expect(JSON.parse(await theirs(helm3, text))).toEqual({ a: 1 });
  expect(JSON.parse(await theirs(helm4, text))).toEqual({ a: 1, b: 2 });
});
