import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceAll, writePrivate } from './private-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a private file', () => {
  test('is readable by its owner alone, also when it takes the place of an open one', async () => {
    const path = join(folder, 'deeper/file');
    await writePrivate(path, 'one', 'create');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const open = join(folder, 'open');
    await writeFile(open, 'old', { mode: 0o644 });
    await writePrivate(open, 'new', 'replace');
    expect((await stat(open)).mode & 0o777).toBe(0o600);
    expect(await readFile(open, 'utf8')).toBe('new');
  });

  test('is never replaced by one that is to be new, not even by two at once', async () => {
    const path = join(folder, 'file');
    const writers = ['a', 'b', 'c', 'd'].map((text) => writePrivate(path, text.repeat(1000), 'create'));
    const results = await Promise.allSettled(writers);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toMatch(/^(.)\1{999}$/);
    await expect(writePrivate(path, 'x', 'create')).rejects.toThrow(/exists; it was not touched/);
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('leaves nothing behind when it cannot be put in place', async () => {
    await writePrivate(join(folder, 'taken/inside'), 'x', 'create');
    await expect(writePrivate(join(folder, 'taken'), 'x', 'replace')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });

  test('is one of several that change together, or not at all', async () => {
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    await writeFile(one, 'old');
    await writeFile(other, 'old');
    await replaceAll(
      new Map([
        [one, 'new'],
        [other, 'new'],
      ]),
    );
    expect(await readFile(one, 'utf8')).toBe('new');
    const impossible = join(one, 'not-a-folder');
    await expect(
      replaceAll(
        new Map([
          [other, 'newer'],
          [impossible, 'x'],
        ]),
      ),
    ).rejects.toThrow();
    expect(await readFile(other, 'utf8')).toBe('new');
    expect((await readdir(folder)).sort()).toEqual(['one', 'other']);
  });
});
