import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRetryAfter, RateLimits } from './rate-limits.ts';

const now = Date.UTC(2026, 10, 24);

test.each([
  [{ status: 429 }, 'error', 60_000],
  [{ status: 429, retryAfter: '12' }, 'error', 12_000],
  [{ status: 429, retryAfter: new Date(now + 90_000).toUTCString() }, 'monitor', 90_000],
  [{ status: 429, limits: '5:error:organization' }, 'error', 5000],
  [{ status: 429, limits: '5:error:organization' }, 'monitor', 0],
  [{ status: 200, limits: '7:error;monitor:key, 3:log_item' }, 'monitor', 7000],
  [{ status: 200, limits: '9::organization' }, 'anything', 9000],
  [{ status: 200, limits: 'nonsense' }, 'error', 0],
  [{ status: 429, limits: 'nonsense' }, 'error', 60_000],
  [{ status: 429, limits: '60:error:organization', retryAfter: '90' }, 'error', 60_000],
  [{ status: 429, limits: '60:error:organization', retryAfter: '90' }, 'monitor', 0],
  [{ status: 503, retryAfter: '12' }, 'error', 12_000],
  [{ status: 503 }, 'error', 0],
])('%j holds %s back for %i ms', (answer, category, ms) => {
  const limits = new RateLimits();
  limits.update(answer, now);
  expect(Math.max(0, limits.until(category) - now)).toBe(ms);
});

test('whatever comes later, a limit is never shortened', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ seconds: fc.nat(1000), category: fc.constantFrom('error', 'monitor', '') })),
      (given) => {
        const limits = new RateLimits();
        let longest = 0;
        for (const { seconds, category } of given) {
          limits.update({ status: 429, limits: `${seconds}:${category}:key` }, now);
          if (seconds > 0 && (category === 'error' || category === ''))
            longest = Math.max(longest, now + seconds * 1000);
          expect(limits.until('error')).toBe(longest);
        }
      },
    ),
  );
});

test('a Retry-After that is neither a number nor a date is not one', () => {
  expect(parseRetryAfter('soon', now)).toBeUndefined();
});
