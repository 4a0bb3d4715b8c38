import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Helm, helm4, runHelm } from '../tools/helm.ts';
import { chartFolder, objectsOf, type Rendered, render, scenariosOf } from './render.ts';

const chart = 'sentry-kubernetes';
const scenarios = await scenariosOf(chart);

/** One text for each rule, so that they compare as sets. */
function rulesIn(objects: readonly { readonly [field: string]: unknown }[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ rules }) => (rules as readonly unknown[]).map((rule) => JSON.stringify(rule))),
  ); // a list, or the test fails here
}

/** The blocks of YAML among the sentences. */
function rulesSaid(notes: string): ReadonlySet<string> {
  const blocks = notes.split(/^(?= {2}rules:$)/m).slice(1);
  const yaml = blocks.map((block) => block.split(/^(?! {2}|$)/m, 1).join(''));
  return rulesIn(yaml.map((block) => load(block) as Record<string, unknown>)); // as `rulesIn` checks
}

const isRole = ({ kind }: Rendered) => kind === 'Role' || kind === 'ClusterRole';

describe('without roles in the release, its notes say which rights it needs', async () => {
  const helm: Helm = { name: 'helm 4', path: await helm4() }; // helm 3 asks a cluster before it shows notes

  test.each([...scenarios])('for the values of %s, all that the roles would grant', async (_, file) => {
    const without = ['install', 'one', chartFolder(chart), '-n', 'space', '--dry-run=client', '-f', file];
    const { stdout, stderr, code } = await runHelm(helm, [...without, '--set', 'rbac.create=false']);
    expect(code, stderr).toBe(0);
    const granted = objectsOf(
      await render(helm, chart, { values: [file], args: ['--set', 'rbac.create=true'] }),
    ).filter(isRole);
    expect(granted.length).toBeGreaterThan(1);
    expect(rulesSaid(stdout.slice(stdout.indexOf('NOTES:')))).toEqual(rulesIn(granted));
  });
});
