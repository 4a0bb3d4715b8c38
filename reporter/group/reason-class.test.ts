import { expect, test } from 'vitest';
import { reasonClass } from './reason-class.ts';

const pod = 'api-6d5f7c9b8d-x2x7k';

test('an event that merged similar ones tells of the same trouble', () => {
  const message = 'Readiness probe failed: HTTP probe failed with statuscode: 500';
  expect(reasonClass('Unhealthy', `(combined from similar events): ${message}`, [pod])).toBe(
    'Readiness probe',
  );
});

test('a reason may be told in several ways, of which the narrower wins', () => {
  expect(reasonClass('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found', [])).toBe(
    'storage class fast missing',
  );
  expect(reasonClass('ProvisioningFailed', 'failed to provision volume', [])).toBe('volume provisioning');
});

test('where no pattern fits, the reason and the cleaned message tell the trouble', () => {
  expect(reasonClass('Failed', `Error: no idea about ${pod}`, [pod])).toBe(
    'Failed: Error: no idea about <name>',
  );
});

test('a reason called like a property of every object finds no pattern', () => {
  expect(reasonClass('constructor', 'x', [])).toBe('constructor: x');
});
