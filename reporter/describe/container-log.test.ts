import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownLog } from './container-log.ts';
import { redact } from './redact.ts';

it('shows a short log as it is, without secrets and without what no page can show', () => {
  expect(shownLog('one\n  two\tpassword=hunter22\u0007', redact)).toBe('one\n  two\tpassword=[redacted]');
});

it('shows the end of a long one, from the beginning of a line', () => {
  const log = Array.from({ length: 2000 }, (_, n) => `line number ${n}`).join('\n');
  const shown = shownLog(log, redact);
  expect(shown).toMatch(/^…\nline number \d+\n/);
  expect(shown).toMatch(/line number 1999$/);
  expect(shown.length).toBeGreaterThan(10_000);
});

it('always fits, whatever was written', () => {
  const unit = fc.constantFrom('a', '\n', '"', '\\', '\u0001', 'é', '😀', 'long'.repeat(400));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 20_000, size: 'max' }), (units) => {
      const shown = shownLog(units.join(''), redact);
      expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(16_000);
      expect(shown.isWellFormed()).toBe(true);
    }),
    { numRuns: 30 },
  );
});
