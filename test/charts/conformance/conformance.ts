import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Values } from '../../../synth/values/spec.ts';
import { helms } from '../../tools/helm.ts';
import { chartFolder, objectsOf, type Rendered, render, scenariosOf } from '../render.ts';
import type { ChartUnderTest, Render } from './chart-under-test.ts';
import { nameChecks } from './name-checks.ts';
import { notesCheck } from './notes-check.ts';
import { objectChecks } from './object-checks.ts';
import { packageChecks } from './package-checks.ts';
import { podChecks } from './pod-checks.ts';
import { renderChecks } from './render-checks.ts';
import { valueChecks } from './value-checks.ts';

export interface Conformance {
  readonly values: Values;
  /** The scenario with the least that a release needs. */
  readonly minimal: string;
  /** Kind of the object that carries the chart's whole name. */
  readonly main?: string;
  /** Templates that ask the cluster, with the reason; what they render must be the same without an answer. */
  readonly asking?: Readonly<Record<string, string>>;
  /** Scenarios that name the objects themselves, so that a second release would share them. */
  readonly named?: readonly string[];
  /** Looks at the custom resources that the schemas of Kubernetes do not know; gives what is wrong. */
  readonly foreign?: (object: Rendered) => readonly string[];
  /** Checks of kube-score that a scenario, or `*` for each, need not pass, with the reason. */
  readonly exceptions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What every chart of this project promises; run by each chart's own test file. */
export async function testChart(chart: string, options: Conformance): Promise<void> {
  const folder = chartFolder(chart);
  const scenarios = await scenariosOf(chart);
  const [helm3, helm4] = await helms();
  const renders = new Map<string, Render>();
  const subject: ChartUnderTest = {
    main: 'Deployment',
    asking: {},
    named: [],
    foreign: () => [],
    exceptions: {},
    ...options,
    chart,
    folder,
    scenarios,
    least: scenarios.get(options.minimal) ?? '',
    schema: JSON.parse(await readFile(join(folder, 'values.schema.json'), 'utf8')),
    tools: [helm3, helm4],
    helm: helm4,
    rendered: (scenario) => renders.get(scenario) ?? { text: '', objects: [] },
  };

  beforeAll(async () => {
    for (const [scenario, file] of scenarios) {
      const text = await render(helm4, chart, { values: [file] });
      renders.set(scenario, { text, objects: objectsOf(text) });
    }
  }, 120_000);
  afterAll(() => renders.clear());

  describe('the chart as a package', () => packageChecks(subject));
  describe.each([...scenarios.keys()])('with the values of %s', (scenario) => {
    renderChecks(subject, scenario);
    objectChecks(subject, scenario);
    podChecks(subject, scenario);
  });
  describe('names', () => nameChecks(subject));
  describe('values', () => valueChecks(subject));
  notesCheck(subject);
}
