import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { DiskSpool } from './disk-spool.ts';
import { MemorySpool } from './memory-spool.ts';
import type { OnShed, Spool, SpoolItem } from './spool.ts';

const clock = new TestClock();
const item = (id: string, part: Partial<SpoolItem> = {}): SpoolItem => ({
  id,
  dsn: 'a',
  type: 'event',
  category: 'error',
  priority: 'first',
  payload: JSON.stringify({ event_id: id, text: 'x'.repeat(80) }),
  ...part,
});
const lane = { dsn: 'a', category: 'error' } as const;
const drain = async (spool: Spool, dsn = 'a') => {
  const ids: string[] = [];
  for (
    let taken = await spool.take({ dsn, category: 'error' });
    taken !== undefined;
    taken = await spool.take({ dsn, category: 'error' })
  ) {
    ids.push(taken.item.id);
    taken.settle();
  }
  return ids;
};
const newFolder = () => mkdtemp(join(tmpdir(), 'spool-'));

type Make = (options: { bytes: number; onShed: OnShed }) => Promise<Spool>;
const kinds: readonly (readonly [string, Make])[] = [
  ['in memory', async (options) => new MemorySpool({ ...options, clock })],
  [
    'on disk',
    async (options) => DiskSpool.open({ ...options, clock, folder: await newFolder(), segmentBytes: 2000 }),
  ],
];

describe.each(kinds)('a spool %s', (_, make) => {
  const open = (bytes = 1e6, shed: string[] = []) => make({ bytes, onShed: ({ id }) => shed.push(id) });

  test('hands items out in order, each DSN by itself, and never twice', async () => {
    const spool = await open();
    await spool.append([item('1'), item('2', { dsn: 'b' }), item('3')]);
    expect(spool.lanes().map(({ dsn }) => dsn)).toEqual(['a', 'b']);
    expect(await drain(spool)).toEqual(['1', '3']);
    expect(await drain(spool)).toEqual([]);
    expect(await drain(spool, 'b')).toEqual(['2']);
    expect(spool.size()).toEqual({ items: 0, bytes: 0, oldest: undefined });
    await spool.close();
  });

  test('gives back what was appended, byte for byte', async () => {
    const spool = await open();
    const given = item('1', {
      payload: '{"text":"\\n é 漢 😀 \\u0000"}',
      type: 'check_in',
      category: 'monitor',
      priority: 'repeat',
    });
    await spool.append([given]);
    const taken = (await spool.take(given))?.item;
    expect({ ...taken, payload: String(taken?.payload) }).toEqual(given);
    await spool.close();
  });

  test('acknowledges up to the oldest item that still waits', async () => {
    const spool = await open();
    const before = spool.acknowledged();
    const last = await spool.append([item('1'), item('2'), item('3')]);
    const [one, two, three] = [await spool.take(lane), await spool.take(lane), await spool.take(lane)];
    two?.settle();
    three?.settle();
    expect(spool.acknowledged()).toBe(before);
    one?.settle();
    expect(spool.acknowledged()).toBe(last);
    await spool.close();
  });

  test('when it is full sheds the oldest repeats first and first occurrences last, and says which', async () => {
    const shed: string[] = [];
    const spool = await open(1300, shed);
    await spool.append([item('f1'), item('r1', { priority: 'repeat' }), item('r2', { priority: 'repeat' })]);
    for (const id of ['f2', 'f3', 'f4', 'f5']) await spool.append([item(id)]);
    expect(shed.slice(0, 2)).toEqual(['r1', 'r2']);
    expect(shed.slice(2)).toEqual(['f1', 'f2', 'f3', 'f4'].slice(0, shed.length - 2));
    expect([...(await drain(spool)), ...shed].sort()).toEqual(['f1', 'f2', 'f3', 'f4', 'f5', 'r1', 'r2']);
    await spool.close();
  });

  test('when it is full takes from the DSN that fills it, so that a dead one costs no other its events', async () => {
    const shed: string[] = [];
    const spool = await open(2000, shed);
    await spool.append([item('r', { dsn: 'alive', priority: 'repeat' }), item('f', { dsn: 'alive' })]);
    for (let n = 0; n < 20; n += 1) await spool.append([item(`dead-${n}`, { dsn: 'dead' })]);
    expect(shed.length).toBeGreaterThan(10);
    expect(shed.filter((id) => !id.startsWith('dead'))).toEqual([]);
    expect(await drain(spool, 'alive')).toEqual(['r', 'f']);
    await spool.close();
  });

  test('knows what still fits before first occurrences have to go', async () => {
    const spool = await open(2000);
    const before = spool.room();
    expect(before).toEqual({ bytes: 2000, dsns: [] });
    await spool.append([item('r', { priority: 'repeat' })]);
    expect(spool.room()).toEqual({ bytes: 2000, dsns: ['a'] });
    await spool.append([item('f')]);
    expect(spool.room().bytes).toBeLessThan(2000);
    const repeat = await spool.take(lane);
    const first = await spool.take(lane);
    repeat?.settle();
    first?.settle();
    expect(spool.room()).toEqual(before);
    await spool.close();
  });

  test('tells that there is something new until nobody listens any more', async () => {
    const spool = await open();
    let calls = 0;
    const stop = spool.onAppend(() => calls++);
    await spool.append([item('1')]);
    stop();
    await spool.append([item('2')]);
    expect(calls).toBe(1);
    await spool.close();
  });

  test('takes hundreds of thousands of bytes through a small bound without growing', async () => {
    const spool = await open(20_000);
    for (let index = 0; index < 500; index++) {
      await spool.append([item(`${index}`)]);
      expect(await drain(spool)).toEqual([`${index}`]);
    }
    expect(spool.size().items).toBe(0);
    await spool.close();
  });
});

describe('a spool on disk', () => {
  const open = (folder: string, bytes = 1e6) =>
    DiskSpool.open({ folder, bytes, clock, onShed: () => {}, segmentBytes: 5000 });

  test('still holds after a restart what was not settled, and nothing else', async () => {
    const folder = await newFolder();
    const first = await open(folder);
    await first.append([item('1'), item('2'), item('3')]);
    (await first.take(lane))?.settle();
    await first.take(lane);
    await first.close();
    const second = await open(folder);
    expect(await drain(second)).toEqual(['2', '3']);
    await second.close();
    const third = await open(folder);
    expect(third.size().items).toBe(0);
    await third.close();
  });

  test('gives back after a restart what was appended, byte for byte', async () => {
    const folder = await newFolder();
    const given = item('1', { payload: '{"text":"\\n é 漢 😀 \\u0000"}', priority: 'repeat' });
    const spool = await open(folder);
    await spool.append([given, item('2')]);
    await spool.close();
    const reopened = await open(folder);
    const taken = (await reopened.take(given))?.item;
    expect({ ...taken, payload: String(taken?.payload) }).toEqual(given);
    await reopened.close();
  });

  test('cut off at any byte, it keeps every record before the cut and takes new ones', async () => {
    const folder = await newFolder();
    const spool = await open(folder);
    await spool.append([item('1'), item('2')]);
    await spool.close();
    const [name = ''] = (await readdir(folder)).sort();
    const whole = (await readFile(join(folder, name))).length;
    for (let length = 0; length <= whole; length += 7) {
      const copy = await newFolder();
      await cp(folder, copy, { recursive: true });
      await truncate(join(copy, name), length);
      const reopened = await open(copy);
      const kept = length >= whole ? ['1', '2'] : length >= whole / 2 ? ['1'] : [];
      await reopened.append([item('new')]);
      expect(await drain(reopened), `cut at ${length} of ${whole}`).toEqual([...kept, 'new']);
      await reopened.close();
    }
  });

  test('a damaged record is not handed out, and the damage is reported', async () => {
    const folder = await newFolder();
    const spool = await open(folder);
    await spool.append([item('1'), item('2')]);
    await spool.close();
    const [name = ''] = (await readdir(folder)).sort();
    const bytes = await readFile(join(folder, name));
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    await writeFile(join(folder, name), bytes);
    await appendFile(join(folder, name), 'garbage');
    const reopened = await open(folder);
    expect(reopened.damagedBytes).toBeGreaterThan(7);
    expect(await drain(reopened)).toEqual(['1']);
    await reopened.close();
  });

  test('damage in the middle costs the damaged record only', async () => {
    const folder = await newFolder();
    const spool = await open(folder);
    await spool.append(['1', '2', '3', '4', '5'].map((id) => item(id)));
    await spool.close();
    const [name = ''] = (await readdir(folder)).sort();
    const bytes = await readFile(join(folder, name));
    const inSecond = Math.floor((bytes.length / 5) * 1.5);
    bytes[inSecond] = (bytes[inSecond] ?? 0) ^ 1;
    await writeFile(join(folder, name), bytes);
    const reopened = await open(folder);
    expect(reopened.damagedBytes).toBeGreaterThan(0);
    expect(await drain(reopened)).toEqual(['1', '3', '4', '5']);
    await reopened.close();
  });

  test('one old item that nobody accepts does not let the files grow beyond the bound', async () => {
    const folder = await newFolder();
    const spool = await open(folder, 30_000);
    await spool.append([item('stuck', { dsn: 'dead' })]);
    const stuck = await spool.take({ dsn: 'dead', category: 'error' });
    for (let index = 0; index < 1000; index++) {
      await spool.append([item(`${index}`)]);
      await drain(spool);
    }
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await readFile(join(folder, name))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(75_000);
    stuck?.settle();
    await spool.append([item('last')]);
    expect(await drain(spool)).toEqual(['last']);
    await spool.close();
  });

  // Which append rewrites the files, and when in it, depends on sizes: all of some are tried.
  test.each([12, 16, 20, 24])(
    'what is settled %i steps into a rewrite costs nothing that waits',
    async (steps) => {
      for (let passing = 16; passing < 25; passing += 1) {
        const folder = await newFolder();
        const spool = await open(folder, 6000);
        await spool.append(Array.from({ length: 8 }, (_, n) => item(`taken ${n}`)));
        const taken = await Promise.all(Array.from({ length: 8 }, () => spool.take(lane)));
        await spool.append([item('waits')]);
        for (let n = 0; n < passing; n += 1) {
          await spool.append([item(`passes ${n}`, { dsn: 'b' })]);
          await drain(spool, 'b');
        }
        const appended = spool.append([item('last', { dsn: 'b' })]);
        for (let n = 0; n < steps; n += 1) await readdir(folder); // about as long as a step of the rewrite
        for (const each of taken) each?.settle();
        await appended;
        await spool.close();
        const reopened = await open(folder, 6000);
        expect([passing, await drain(reopened)]).toEqual([passing, ['waits']]);
        await reopened.close();
      }
    },
  );

  test('a process killed while it appends has lost nothing that it was told is safe', async () => {
    const folder = await newFolder();
    const program = `
      import { DiskSpool } from ${JSON.stringify(fileURLToPath(new URL('./disk-spool.ts', import.meta.url)))};
      const clock = { now: () => 0 };
      const spool = await DiskSpool.open({ folder: process.argv[1], bytes: 1e8, clock, onShed: () => {} });
      for (let n = Number(process.argv[2]); ; n++) {
        await spool.append([{ id: String(n), dsn: 'a', type: 'event', category: 'error', priority: 'first', payload: '{}' }]);
        process.stdout.write(n + '\\n');
      }`;
    let safe = -1;
    for (let round = 0; round < 3; round++) {
      const child = spawn(
        process.execPath,
        ['--input-type=module', '-e', program, folder, String(safe + 1)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      child.stdout.setEncoding('utf8');
      for await (const chunk of child.stdout) {
        safe = Math.max(safe, ...String(chunk).trim().split('\n').map(Number));
        if (safe > (round + 1) * 40) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const spool = await DiskSpool.open({ folder, bytes: 1e8, clock, onShed: () => {} });
    const found = new Set((await drain(spool)).map(Number));
    for (let n = 0; n <= safe; n++) expect(found.has(n), `item ${n}`).toBe(true);
    await spool.close();
  });
});
