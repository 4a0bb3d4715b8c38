/**
 * Sentry's limits, as Relay's event schema states them; what exceeds them would be cut in the middle of a
 * character's meaning or drop the value, so it is cut here, with a mark.
 */
export const limits = {
  tagValue: 200,
  tagKey: 200,
  message: 8192,
  breadcrumbMessage: 1024,
  breadcrumbCategory: 128,
  serverName: 256,
  transaction: 200,
} as const;

/** Cut to `length` characters, the last of them an ellipsis, and never through a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.slice(0, length - 1);
  return `${end.isWellFormed() ? end : end.slice(0, -1)}…`;
}

/** A tag's value: one line, at most 200 characters, or undefined when nothing is left. */
export function tagValue(text: string): string | undefined {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line === '' ? undefined : cut(line, limits.tagValue);
}

/** A tag's key: letters, digits and _ . : - only. */
export function tagKey(text: string): string {
  return text.replace(/[^A-Za-z0-9_.:-]/g, '-').slice(0, limits.tagKey);
}

/** Text without characters that no page can show; line breaks and tabs stay. */
export function printable(text: string): string {
  // Nearly all texts are plain, and this look is many times cheaper than the rest.
  if (/^[\t\n -~]*$/.test(text)) return text;
  return text.toWellFormed().replace(/(?![\t\n])\p{Cc}/gu, '');
}
