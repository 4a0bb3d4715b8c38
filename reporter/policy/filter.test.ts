import { expect, test } from 'vitest';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { filteredBecause } from './filter.ts';

const options = { reasons: new Set(['dockerstart']), sources: new Set(['default-scheduler']) };

test.each([
  [{}, undefined],
  [{ type: 'Error' }, undefined],
  [{ type: 'Normal' }, 'normal'],
  [{ reason: 'DockerStart' }, 'reason'],
  [{ component: 'Default-Scheduler' }, 'source'],
] as const)('%j is filtered because of %s', (part, cause) => {
  expect(filteredBecause(sampleRecord(part), options)).toBe(cause);
});
