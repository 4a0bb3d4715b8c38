import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChartDefaults, coalesce } from '../../check/coalesce/coalesce.ts';
import { fromJson, type HelmMap, isMap } from '../../check/strvals/value.ts';
import { helms } from '../tools/helm.ts';
import { sameAsJson, scratch } from './helm-values.ts';

const both = await helms();

const tree = fc.letrec<{ node: unknown; map: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom(null, null, 1, 2, true, '', 'x', [], [1, null], {}),
    tie('map'),
  ),
  map: fc.dictionary(fc.constantFrom(...'abcd'), tie('node'), { maxKeys: 4, noNullPrototype: true }),
}));
const globals = fc.dictionary(fc.constantFrom(...'pq'), tree.node, { maxKeys: 2, noNullPrototype: true });

/** Random values under one key a sample, so that one helm call answers for all of them. */
const defaultsAndGiven = fc.array(fc.tuple(tree.node, tree.node, fc.boolean()), {
  minLength: 400,
  maxLength: 400,
});

function asMap(json: unknown): HelmMap {
  const value = fromJson(json);
  if (!isMap(value)) throw new Error('no map');
  return value;
}

test.each(both)(
  'random values over random defaults give what $name gives',
  { timeout: 120_000 },
  async (helm) => {
    const seed = fc.readConfigureGlobal()?.seed ?? 1;
    const [samples = []] = fc.sample(defaultsAndGiven, { numRuns: 1, seed });
    const defaults = Object.fromEntries(samples.map(([value], index) => [`k${index}`, value]));
    const given = Object.fromEntries(
      samples
        .filter(([, , present]) => present)
        .map(([, value]) => value)
        .map((value, index) => [`k${index}`, value]),
    );
    await expectSame(
      { name: 'scratch', values: asMap(defaults), dependencies: [] },
      defaults,
      {},
      given,
      helm,
    );
  },
);

test.each(both)('a dependency and its globals give what $name gives', { timeout: 300_000 }, async (helm) => {
  const seed = fc.readConfigureGlobal()?.seed ?? 1;
  const parent = fc.record(
    { sub: tree.map, global: globals, a: tree.node },
    { requiredKeys: [], noNullPrototype: true },
  );
  const cases = fc.sample(fc.tuple(parent, tree.map, parent), { numRuns: 40, seed });
  for (const [defaults, sub, given] of cases) {
    const child = { name: 'sub', values: asMap(sub), dependencies: [] };
    await expectSame(
      { name: 'scratch', values: asMap(defaults), dependencies: [child] },
      defaults,
      sub,
      given,
      helm,
    );
  }
});

async function expectSame(
  chart: ChartDefaults,
  defaults: unknown,
  sub: unknown,
  given: unknown,
  helm: (typeof both)[number],
): Promise<void> {
  const child = {
    'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
    'charts/sub/values.yaml': JSON.stringify(sub),
  };
  await using folder = await scratch({
    chart: { 'values.yaml': JSON.stringify(defaults), ...(chart.dependencies.length > 0 ? child : {}) },
    beside: { 'given.json': JSON.stringify(given) },
  });
  const answer = await folder.values(helm, ['-f', 'given.json']);
  if ('refusal' in answer) throw new Error(answer.refusal);
  const ours = coalesce(chart, asMap(given), helm.name === 'helm 3' ? 'helm 3' : 'helm 4');
  if (sameAsJson(ours, answer.json)) return;
  const theirs = JSON.parse(answer.json);
  const differing = [...ours].filter(
    ([key, value]) => !sameAsJson(value, JSON.stringify(theirs[key] ?? null)),
  );
  expect({ defaults, sub, given, ours: differing }).toEqual({ theirs });
}
