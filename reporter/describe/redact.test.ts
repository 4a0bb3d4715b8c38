import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpus } from '../group/corpus/corpus.ts';
import { linearPattern } from '../linear-pattern.ts';
import { createRedact, isSensitive, redact } from './redact.ts';
import { harmless, secrets } from './redaction-corpus.ts';

describe('what looks like a secret goes, and what was there stays readable', () => {
  test.each(secrets)('%j', (marked) => {
    const { text, clean } = taken(marked);
    expect(redact(text)).toBe(clean);
  });
});

describe('what only sounds like a secret stays', () => {
  test.each(harmless)('%j', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('so does every message of the grouping corpus', () => {
    for (const [, , , message] of corpus) expect(redact(message)).toBe(message);
  });
});

test.each([
  ['password', true],
  ['DB_PASSWD', true],
  ['example.com/api-token', true],
  ['k8s.sentry.io/dsn', true],
  ['aws-secret-access-key', true],
  ['vault.hashicorp.com/auth', true],
  ['app.kubernetes.io/name', false],
  ['keyboard', false],
  ['pod-template-hash', false],
  ['controller-uid', false],
])('a value called %s is masked: %s', (name, masked) => {
  expect(isSensitive(name)).toBe(masked);
});

test('patterns of the installation are masked beside what is masked anyhow', () => {
  const own = createRedact([linearPattern('acct-[0-9]+'), linearPattern('(?i)customer [a-z]+')]);
  expect(own('acct-123 of Customer smith has password=x')).toBe(
    '[redacted] of [redacted] has password=[redacted]',
  );
});

test('redacting twice is redacting once, whatever the text', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'password=',
      'token: ',
      'Bearer ',
      'https://a:b@c/',
      '[redacted]',
      '"',
      "'",
      '-----BEGIN PRIVATE KEY-----',
      '@',
      ' ',
      'Authorization: ',
      'Cookie: ',
      'name: X_TOKEN, value: ',
      '--password ',
      'x-api-key: 12345678',
      '"auth":"',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(word).map((words) => words.join('')),
      (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a planted password never survives in a URL', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9:@!$%]{8,40}$/);
  fc.assert(
    fc.property(secret, fc.string(), (password, around) => {
      expect(redact(`${around} mysql://root:${password}@db/x`)).not.toContain(`${password}@`);
    }),
  );
});

/** A marked text as it comes, and as it must leave. */
function taken(marked: string): { readonly text: string; readonly clean: string } {
  return { text: marked.replace(/[«»]/g, ''), clean: marked.replace(/«[^»]*»/s, '[redacted]') };
}
