import { expect, test } from 'vitest';
import { variables } from './variables.ts';
import { variablesTable } from './variables-table.ts';

test('every variable has one row of four cells', () => {
  const rows = variablesTable().trimEnd().split('\n');
  expect(rows).toHaveLength(Object.keys(variables).length + 3);
  for (const row of rows) expect(row.split('|')).toHaveLength(6);
  expect(rows[3]).toBe(
    '| `SENTRY_ENVIRONMENT` |  | up to 64 characters without blanks or slashes, and not None | Environment of the issues. |',
  );
});
