import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { isOwn } from '../../synth/output/own-paths.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import known from './known/werf.json' with { type: 'json' };
import { withUmbrella } from './with-umbrella.ts';

const folder = new URL('../../docs/delivery/', import.meta.url);
const reference = (await platformFiles()).get('reference');
if (reference === undefined) throw new Error('there is no shipped platform file');
const files = new Map([
  ...(await synthesizeDelivery(withUmbrella(reference))),
  ...(await synthesizeDelivery(reference)),
]);

test.each((await readdir(folder)).sort())('%s names only files that are there', async (page) => {
  const text = await readFile(new URL(page, folder), 'utf8');
  const named = text.match(/ci\/[a-z]+\/[-a-zA-Z0-9./]*[a-zA-Z]/g) ?? [];
  // What a team adds is there only when the team has added it.
  for (const path of named.filter(isOwn)) {
    if (/^ci\/[a-z]+\/helmfile\.yaml\.gotmpl$/.test(path)) expect([...files.keys()]).toContain(path);
    else
      expect(
        [...files.keys()].some((file) => file === path || file.startsWith(`${path}/`)),
        path,
      ).toBe(true);
  }
});

test('the call of werf on its page is the one in its script', async () => {
  const page = await readFile(new URL('werf.md', folder), 'utf8');
  const squeezed = (text: string) => text.replace(/\\\n\s*/g, '').replace(/\s+/g, ' ');
  const call = /werf converge --config(?:[^\n]*\\\n)*[^\n]*/.exec(page)?.[0] ?? 'there is no call';
  const script = squeezed(files.get('ci/werf/production.sh') ?? '');
  expect(script.includes(squeezed(call).trim()), squeezed(call)).toBe(true);
});

test('every command of werf on the pages is one that it has', async () => {
  for (const page of await readdir(folder)) {
    const text = await readFile(new URL(page, folder), 'utf8');
    const shell = [...text.matchAll(/^ *```sh$(.*?)^ *```$/gms)].map(([, lines]) => lines).join('\n');
    for (const [line] of shell.matchAll(/^ *werf .*$/gm))
      expect(
        Object.keys(known.flags).some((command) => line.trim().startsWith(`werf ${command} `)),
        line,
      ).toBe(true);
  }
});

test('every subcommand on the pages is one of the script', async () => {
  const script = files.get('ci/helm/production.sh') ?? '';
  for (const page of ['helm.md', 'werf.md']) {
    const text = await readFile(new URL(page, folder), 'utf8');
    for (const [, command = ''] of text.matchAll(/production\.sh ([a-z]+)/g))
      expect(script, command).toMatch(new RegExp(`^  ${command} `, 'm'));
  }
});
