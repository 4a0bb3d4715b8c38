import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { leaves } from '../../../synth/values/leaves.ts';
import { runHelm } from '../../tools/helm.ts';
import { template } from '../render.ts';
import { closedObjects, openMaps } from '../split-keys.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** Values that must be refused, and those that others add. */
export function valueChecks({ chart, folder, values, schema, least, tools, helm }: ChartUnderTest): void {
  const refuses = async (args: readonly string[]) => {
    for (const tool of tools) {
      const { code, stderr } = await template(tool, chart, { values: [least], args });
      expect(code, `${tool.name} accepted ${args.join(' ')}`).not.toBe(0);
      expect(stderr).toMatch(/Additional property|additional properties|Invalid type|got object/);
    }
  };

  test('a misspelt key is refused at every level', async () => {
    const places = closedObjects(schema);
    expect(places.length).toBeGreaterThan(5);
    for (const path of places) await refuses(['--set', `${[...path, 'someTypo'].join('.')}=1`]);
  }, 120_000);

  test('a dotted key split by --set is refused wherever a map takes keys', async () => {
    const places = openMaps(schema);
    expect(places.length).toBeGreaterThan(3);
    for (const path of places) await refuses(['--set', `${[...path, 'example.com/split'].join('.')}=x`]);
  }, 120_000);

  test('a required value set to null is refused by name, not by a nil pointer', async () => {
    for (const { path, leaf } of leaves(values.members).filter(({ leaf }) => leaf.default !== undefined)) {
      expect(leaf.default).not.toBeNull();
      const { code, stderr } = await template(helm, chart, {
        values: [least],
        args: ['--set', `${path}=null`],
      });
      expect(code, path).not.toBe(0);
      expect(stderr).toMatch(/missing propert/);
      expect(stderr).not.toContain('nil pointer');
    }
  }, 120_000);

  test('global values of a parent chart and the service values of werf are accepted', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'parent-'));
    await cp(folder, join(parent, 'charts', chart), { recursive: true });
    await writeFile(join(parent, 'Chart.yaml'), 'apiVersion: v2\nname: parent\nversion: 1.0.0\n');
    const own = load(await readFile(least, 'utf8'));
    await writeFile(join(parent, 'values.yaml'), JSON.stringify({ global: { anything: 1 }, [chart]: own }));
    for (const tool of tools) {
      const { code, stderr } = await runHelm(tool, ['template', 'one', parent]);
      expect(code, stderr).toBe(0);
      const werf = await template(tool, chart, {
        values: [least],
        args: ['--set', 'werf.version=2,global.werf.name=x,global.env=prod'],
      });
      expect(werf.code, werf.stderr).toBe(0);
    }
    await rm(parent, { recursive: true });
  });
}
