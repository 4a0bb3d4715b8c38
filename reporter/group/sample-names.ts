import fc from 'fast-check';

/** The end of a generated name, as tests need it: five characters of the set Kubernetes draws from. */
export const drawnSuffix = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);

/** A template hash as the Deployment controller writes it: a 32-bit number, its digits mapped to letters. */
export const templateHash = fc
  .integer({ min: 10_000, max: 0xffff_ffff })
  .map((sum) => [...String(sum)].map((digit) => '456789bcdf'.charAt(Number(digit))).join(''));

/** The name of a workload or a container, as RFC 1123 has it. */
export const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z])?$/);
