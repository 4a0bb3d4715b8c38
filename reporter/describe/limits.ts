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
  // Nearly all are names: one word, which this look tells at a fraction of the price.
  if (oneWord.test(text)) return text === '' ? undefined : cut(text, limits.tagValue);
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line === '' ? undefined : cut(line, limits.tagValue);
}

const oneWord = /^[!-~]*$/;

/** A tag's key: letters, digits and _ . : - only. */
export function tagKey(text: string): string {
  const key = tagCharacters.test(text) ? text : text.replace(/[^A-Za-z0-9_.:-]/g, '-');
  return key.slice(0, limits.tagKey);
}

const tagCharacters = /^[A-Za-z0-9_.:-]*$/;

/** Text without characters that no page can show; line breaks and tabs stay. */
export function printable(text: string): string {
  // Nearly all texts are plain, and this look is many times cheaper than the rest.
  if (/^[\t\n -~]*$/.test(text)) return text;
  return text.toWellFormed().replace(/(?![\t\n])\p{Cc}/gu, '');
}
