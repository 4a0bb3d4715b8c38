import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rulesPage } from '../../check/report/rule-text.ts';
import { allRules } from '../../check/rules/all-rules.ts';

test('docs/rules.md says what the rules say; -u renews it', async () => {
  const page = fileURLToPath(new URL('../../docs/rules.md', import.meta.url));
  await expect(rulesPage(allRules)).toMatchFileSnapshot(page);
});

test('each rule has an id of its own, a file of its name and examples of both kinds', () => {
  expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
  for (const { id, examples, inCommand, inValues } of allRules) {
    if (inCommand === undefined && inValues === undefined) continue;
    expect(
      examples.map(({ finds }) => finds),
      id,
    ).toEqual(expect.arrayContaining(['this', 'nothing']));
  }
});

test('the catalogue is complete', () => {
  const traps = allRules.filter(({ id }) => id.startsWith('T')).map(({ id }) => Number(id.slice(1)));
  expect(traps).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
});
