import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monitorSlug } from './monitor-slug.ts';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/);
const cluster = fc.option(fc.string({ minLength: 1, maxLength: 30 }), { nil: undefined });

test('is a slug that Sentry takes as it is, at most 50 characters', () => {
  fc.assert(
    fc.property(cluster, label, label, (...names) => {
      expect(monitorSlug(...names)).toMatch(/^[a-z0-9_-]{1,50}$/);
      expect(monitorSlug(...names)).not.toMatch(/^\d+$/);
    }),
  );
});

test('differs for any two CronJobs, also for long names and for names that only differ in where the dash is', () => {
  fc.assert(
    fc.property(cluster, label, label, cluster, label, label, (c1, ns1, n1, c2, ns2, n2) => {
      fc.pre(c1 !== c2 || ns1 !== ns2 || n1 !== n2);
      expect(monitorSlug(c1, ns1, n1)).not.toBe(monitorSlug(c2, ns2, n2));
    }),
  );
  expect(monitorSlug(undefined, 'a-b', 'c')).not.toBe(monitorSlug(undefined, 'a', 'b-c'));
  const long = 'x'.repeat(51);
  expect(monitorSlug(undefined, 'shop', `${long}a`)).not.toBe(monitorSlug(undefined, 'shop', `${long}b`));
});

test('is readable where it fits', () => {
  expect(monitorSlug(undefined, 'billing', 'invoices')).toBe('billing_invoices');
  expect(monitorSlug('prod-eu', 'billing', 'invoices')).toBe('prod-eu_billing_invoices');
});
