import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from './redact.ts';

describe('what looks like a secret goes, and what was there stays readable', () => {
  test.each([
    [
      'pull from https://bob:hunter2@registry.example/app failed',
      'pull from https://[redacted]@registry.example/app failed',
    ],
    ['dsn https://0123456789abcdef@sentry.example.com/42', 'dsn https://[redacted]@sentry.example.com/42'],
    ['amqp://user:pa:ss@mq:5672/v', 'amqp://[redacted]@mq:5672/v'],
    ['Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [redacted]'],
    ['header basic dXNlcjpwYXNz', 'header basic [redacted]'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln end', 'jwt [redacted] end'],
    ['password=hunter2, retrying', 'password=[redacted], retrying'],
    ['DB_PASSWORD: hunter2', 'DB_PASSWORD: [redacted]'],
    ['{"token":"abc","a":1}', '{"token":[redacted],"a":1}'],
    ['?api_key=abc&x=1', '?api_key=[redacted]&x=1'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key [redacted] used'],
    ['ghp_0123456789abcdefghij0123456789abcdef', '[redacted]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- after', '[redacted] after'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', '[redacted]'],
  ])('%j', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('what only sounds like a secret stays', () => {
  test.each([
    'MountVolume.SetUp failed for volume "cfg" : secret "api-token" not found',
    'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
    'Get "https://10.0.0.1:8443/healthz": context deadline exceeded',
    'Failed to pull image "registry.example/team/app@sha256:0123": not found',
    "couldn't find key password in Secret shop/db",
    'failed to fetch oauth token: unexpected status from GET request: 401 Unauthorized',
    'a basic check failed',
    'mail to ops@example.com',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
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
    { numRuns: 1000 },
  );
});

test('a planted password never survives in a URL', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9:!$%]{8,40}$/);
  fc.assert(
    fc.property(secret, fc.string(), (password, around) => {
      expect(redact(`${around} mysql://root:${password}@db/x`)).not.toContain(`${password}@`);
    }),
  );
});
