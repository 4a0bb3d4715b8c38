import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { knownChart, resolveChart } from '../../check/chart/resolve-chart.ts';
import { convert } from '../../check/from-set/result.ts';
import { checkValues, finish } from '../../check/run/check-values.ts';
import { commandsIn } from '../../check/run/commands-in-text.ts';
import { noSettings } from '../../check/run/settings.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const charts = fileURLToPath(new URL('../../charts', import.meta.url));
const commands = await readdir(`${folder}commands`);
const values = await readdir(`${folder}values`);
const unreadable = () => {
  throw new Error('no file');
};

test('the corpus has at least 60 files', () => {
  expect(commands.length + values.length).toBeGreaterThanOrEqual(60);
});

/** The first line of each file says what is to be found in it, and for which chart. */
function expected(text: string): { readonly ids: readonly string[]; readonly chart: string | undefined } {
  const [, ids = '', chart] = /expect: ((?:[A-Z]\d\d ?)+|none)\s*(?:chart: (\S+))?/.exec(text) ?? [];
  return { ids: ids.trim() === 'none' ? [] : ids.trim().split(' ').sort(), chart };
}

describe('commands', () => {
  test.each(commands)('%s', async (file) => {
    const text = await readFile(`${folder}commands/${file}`, 'utf8');
    const source = { file, text, commands: commandsIn(text, file) };
    const converted = await convert([source], {
      mode: 'as helm reads it',
      shell: undefined,
      chartOf: ({ chart = '', chartVersion }) => knownChart(chart, chartVersion, charts),
      surroundings: () => ({ readFile: unreadable, readValues: unreadable }),
    });
    const findings = finish(
      converted.flatMap((one) => one.findings),
      [source],
      noSettings,
    );
    expect(unique(findings.map(({ rule }) => rule.id))).toEqual(expected(text).ids);
  });
});

describe('values files', () => {
  test.each(values)('%s', async (file) => {
    const text = await readFile(`${folder}values/${file}`, 'utf8');
    const { ids, chart } = expected(text);
    const known = chart === undefined ? undefined : await resolveChart(chart, undefined, charts);
    const { findings } = await checkValues([{ file, text }], known, noSettings);
    expect(unique(findings.map(({ rule }) => rule.id))).toEqual(ids);
  });
});

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
