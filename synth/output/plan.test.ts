import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFiles, writePlan } from './directory.ts';
import { isUpToDate, planOutput } from './plan.ts';

const files = (entries: Record<string, string>) => new Map(Object.entries(entries));

test('a plan names what is new, different, gone and the same', () => {
  const plan = planOutput(files({ a: '1', b: '2', c: '3' }), files({ b: '2', c: 'old', d: '4' }));
  expect(plan).toEqual({ added: ['a'], changed: ['c'], removed: ['d'], unchanged: ['b'] });
  expect(isUpToDate(plan)).toBe(false);
});

test('after writing, the folder holds the wanted files and nothing else', async () => {
  const root = await mkdtemp(join(tmpdir(), 'output-'));
  const first = files({ 'charts/x/Chart.yaml': 'name: x\n', 'charts/x/templates/old.yaml': 'old\n' });
  await writePlan(root, first, planOutput(first, await readFiles(root, ['charts'])));
  const second = files({ 'charts/x/Chart.yaml': 'name: y\n', 'charts/x/templates/new.yaml': 'new\n' });
  await writePlan(root, second, planOutput(second, await readFiles(root, ['charts'])));

  expect(await readFiles(root, ['charts'])).toEqual(second);
  expect(await readdir(join(root, 'charts/x'))).toEqual(['Chart.yaml', 'templates']);
  expect(await readFile(join(root, 'charts/x/Chart.yaml'), 'utf8')).toBe('name: y\n');
});

test('a folder that is not there is read as empty', async () => {
  expect(await readFiles(join(tmpdir(), 'no-such-folder'), ['charts'])).toEqual(new Map());
});
