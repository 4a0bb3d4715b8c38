import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanMessage } from './clean-message.ts';

test.each([
  ['Started container in pod api-x', 'Started container in pod <name>'],
  ['uid 6f1c2f6e-9a55-4c8e-8f5e-0f5f5d1c7c11 gone', 'uid <uid> gone'],
  ['volume pvc-6f1c2f6e-9a55-4c8e-8f5e-0f5f5d1c7c11 busy', 'volume pvc-<uid> busy'],
  ['image app@sha256:0123456789abcdef0123 is bad', 'image app@<digest> is bad'],
  ['dial tcp 10.0.0.7:8443: i/o timeout', 'dial tcp <address>: i/o timeout'],
  ['dial tcp [fd00::1]:443: refused', 'dial tcp <address>: refused'],
  ['not seen since 2026-11-24T10:00:00.123Z', 'not seen since <time>'],
  ['gave up after 1m30.5s', 'gave up after <duration>'],
  ['wanted 512Mi, have 1.5Gi of 7', 'wanted <number>, have <number> of <number>'],
  ['sandbox 0123456789abcdef0123456789abcdef gone', 'sandbox <id> gone'],
  ['pods "web-6d5f7c9b8d-x2x7k" is forbidden', 'pods "web-<hash>" is forbidden'],
  ['pods "api-x-b7k2x" not found', 'pods "<name>-<hash>" not found'],
  ['create Pod api-x-2 failed', 'create Pod <name>-<number> failed'],
  ['volume "kube-api-access-x2x7k" not ready', 'volume "kube-api-access-<hash>" not ready'],
  ['(combined from similar events): it broke', 'it broke'],
  ['two\n lines\tof  text', 'two lines of text'],
  ['decommissioned the defaced facade', 'decommissioned the defaced facade'],
])('%j is cleaned to %j', (message, clean) => {
  expect(cleanMessage(message, ['api-x'])).toBe(clean);
});

test('cleaning a cleaned message changes nothing, and it is bounded', () => {
  const word = fc.oneof(
    fc.string(),
    fc.uuid(),
    fc.ipV4(),
    fc.ipV6(),
    fc.stringMatching(/^[a-f0-9-]{1,40}$/),
    fc.constantFrom(
      '5m30s',
      '12.5',
      '2026-11-24T10:00:00Z',
      'sha256:0123456789abcdef0123',
      '1024Mi',
      'name',
      '<name>',
      'pod-a',
      'api-6d5f7c9b8d-x2x7k',
      'kube-api-access-x2x7k',
      '(combined from similar events): ',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 80 }).map((words) => words.join(' ')),
      fc.array(fc.constantFrom('pod-a', 'name', 'number', 'node-17', 'uid-1')),
      (message, names) => {
        const once = cleanMessage(message, names);
        expect(cleanMessage(once, names)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(300);
      },
    ),
    { numRuns: 2000 },
  );
});
