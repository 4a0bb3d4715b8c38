import { plainScalar } from '../source/plain-scalar.ts';

/** A text as a quoted YAML scalar on one line. */
export function quoted(text: string): string {
  return /[\n\r\t"\\]/.test(text) || /[^\x20-\x7e\u00a0-\uffff]/u.test(text)
    ? JSON.stringify(text)
    : `"${text}"`;
}

export function isAmbiguousKey(key: string): boolean {
  return !/^[A-Za-z_][\w./-]*$/.test(key) || typeof plainScalar(key) !== 'string';
}
