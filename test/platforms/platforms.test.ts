import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkConsistency } from '../../check/consistency/check-consistency.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { platformFiles } from './synthesize.ts';

const platforms = await platformFiles();

test('there are at least ten platform files beside the shipped one', () => {
  expect(platforms.size).toBeGreaterThan(10);
});

describe.each([...platforms])('the platform %s', (name, platform) => {
  const files = synthesizeValues(platform);

  test.skipIf(name === 'reference')('gives the files that were reviewed, and no other', async () => {
    for (const [path, text] of files) await expect(text).toMatchFileSnapshot(`golden/${name}/${path}`);
    const golden = fileURLToPath(new URL(`./golden/${name}/`, import.meta.url));
    const entries = await readdir(golden, { recursive: true, withFileTypes: true });
    const present = entries
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(golden.length).replace(/^\//, ''));
    expect(present.sort()).toEqual([...files.keys()].sort());
  });

  test('gives files that agree with one another', () => {
    expect(checkConsistency(files)).toEqual([]);
  });

  test('gives values that every YAML reader reads alike', () => {
    for (const [path, text] of files) {
      if (!path.endsWith('.yaml')) continue;
      const read = parse(text, { version: '1.2' });
      expect(parse(text, { version: '1.1' }), path).toEqual(read);
      expect(load(text), path).toEqual(read);
    }
  });

  test('gives each key a reason, or puts it in a group that has one', () => {
    for (const [path, text] of files) {
      if (!path.endsWith('.yaml')) continue;
      expect(text, path).toMatch(/^# Release |^# There is no release/);
      expect(text, path).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});
