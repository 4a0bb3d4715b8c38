import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { variablesTable } from '../reporter/config/variables-table.ts';

test("the README's table of variables is the program's own", async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`<!-- variables -->\n${variablesTable().trimEnd()}\n<!-- /variables -->`);
});
