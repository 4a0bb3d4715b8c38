import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkpointFile } from './checkpoint-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives back what was saved last, to another process too', async () => {
  const file = checkpointFile(folder);
  expect(await file.load()).toEqual({});
  await file.save({ events: '1' });
  await file.save({ events: '2' });
  expect(await checkpointFile(folder).load()).toEqual({ events: '2' });
});

it('has saved the last of many saves that overlap once all have ended', async () => {
  const file = checkpointFile(folder);
  const saves = Array.from({ length: 50 }, (_, index) => file.save({ events: String(index) }));
  await Promise.all(saves);
  expect(await file.load()).toEqual({ events: '49' });
  expect(await readdir(folder)).toEqual(['checkpoint.json']);
});

it('reads a torn file as no checkpoint', async () => {
  await writeFile(join(folder, 'checkpoint.json'), '{"events":"1');
  expect(await checkpointFile(folder).load()).toEqual({});
});

it('fails to save while it cannot write, and saves again once it can', async () => {
  const later = join(folder, 'later');
  const file = checkpointFile(later);
  await expect(file.save({ events: '1' })).rejects.toThrow('ENOENT');
  await mkdir(later);
  await file.save({ events: '2' });
  expect(await file.load()).toEqual({ events: '2' });
});
