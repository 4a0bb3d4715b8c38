import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { metricsTable } from '../reporter/observe/metrics-table.ts';

test("the documents' table of metrics is the program's own", async () => {
  const page = await readFile(new URL('../docs/metrics.md', import.meta.url), 'utf8');
  expect(page).toContain(`<!-- metrics -->\n${metricsTable().trimEnd()}\n<!-- /metrics -->`);
});
