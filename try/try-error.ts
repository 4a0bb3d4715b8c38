/** What the person who tries can mend; the message says how. */
export class TryError extends Error {
  override readonly name = 'TryError';
}
