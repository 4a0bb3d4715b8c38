import { describe, expect, it } from 'vitest';
import { TestClock } from '../../test/clock/test-clock.ts';
import { ApiError, type ApiErrorCode } from '../kubernetes/api-error.ts';
import { backoffDelay, FAILURE_BACKOFF } from './backoff.ts';
import { recoverFrom } from './recovery.ts';

const atMost = new TestClock({ random: () => 0.999_999 });
const atLeast = new TestClock({ random: () => 0 });
const watching = { doing: 'watch', attempt: 1, unreadable: 0 } as const;
const error = (code: ApiErrorCode, retryAfterMs?: number) => new ApiError(code, code, { retryAfterMs });

describe('backing off', () => {
  it('doubles from one second to thirty and is jittered over its upper half', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 1000].map((attempt) => [
      backoffDelay(FAILURE_BACKOFF, attempt, atLeast),
      Math.round(backoffDelay(FAILURE_BACKOFF, attempt, atMost)),
    ]);
    expect(delays).toEqual([
      [500, 1000],
      [1000, 2000],
      [2000, 4000],
      [4000, 8000],
      [8000, 16_000],
      [15_000, 30_000],
      [15_000, 30_000],
      [15_000, 30_000],
    ]);
  });
});

describe('recovering', () => {
  it('lists again when the place is gone, promptly the first time', () => {
    expect(recoverFrom(error('gone'), watching, atLeast)).toEqual({
      waitMs: 0,
      phase: 'backing-off',
      relist: 'gone',
    });
    expect(recoverFrom(error('gone'), { ...watching, attempt: 4 }, atLeast).waitMs).toBe(4000);
  });

  it('begins a list again whose continue token expired', () => {
    expect(recoverFrom(error('gone'), { ...watching, doing: 'list' }, atLeast).relist).toBe('continue-gone');
  });

  it('resumes after a torn line, and passes over a change that can never be read by a list', () => {
    expect(recoverFrom(error('torn'), { ...watching, attempt: 9 }, atLeast).relist).toBeUndefined();
    expect(recoverFrom(error('malformed'), { ...watching, unreadable: 2 }, atLeast).relist).toBeUndefined();
    expect(recoverFrom(error('malformed'), { ...watching, unreadable: 3 }, atLeast).relist).toBe(
      'unreadable',
    );
  });

  it('shows missing rights and asks again only now and then', () => {
    const recovery = recoverFrom(error('forbidden'), { ...watching, attempt: 10 }, atMost);
    expect(recovery.phase).toBe('forbidden');
    expect(Math.round(recovery.waitMs)).toBe(60_000);
  });

  it('waits as long as the server asks, within five minutes', () => {
    expect(recoverFrom(error('throttled', 7_000), watching, atLeast).waitMs).toBe(7_000);
    expect(recoverFrom(error('throttled', 1), watching, atLeast).waitMs).toBe(500);
    expect(recoverFrom(error('throttled', 9e9), watching, atLeast).waitMs).toBe(300_000);
  });

  it('keeps the place when the batch could not be handled', () => {
    expect(recoverFrom(new Error('disk full'), watching, atLeast)).toEqual({
      waitMs: 500,
      phase: 'backing-off',
    });
  });
});
