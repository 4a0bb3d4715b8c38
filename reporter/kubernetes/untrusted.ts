/** Reading JSON of unknown shape: what is absent, or of another type, is `undefined`. */
export function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // An object that is neither null nor an array can be read by key; every value stays unknown.
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** A non-empty string under `key`. */
export function textField(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** No name, uid or path of Kubernetes is longer. */
const LONGEST_NAME = 1024;

/**
 * A text under `key` that names something. Whoever may write events can make it as long as an object may be; what
 * is longer than any name is cut, into a text of its own that does not keep the whole in memory.
 */
export function nameField(value: unknown, key: string): string | undefined {
  const text = textField(value, key);
  if (text === undefined || text.length <= LONGEST_NAME) return text;
  return Buffer.from(text.slice(0, LONGEST_NAME)).toString();
}

export function listField(value: unknown, key: string): readonly unknown[] | undefined {
  const found = field(value, key);
  return Array.isArray(found) ? found : undefined;
}

/** A whole number of at least zero under `key`. */
export function countField(value: unknown, key: string): number | undefined {
  const found = field(value, key);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
}

/** Milliseconds since the epoch of an RFC 3339 text under `key`; Go's zero time counts as absent. */
export function timeField(value: unknown, key: string): number | undefined {
  const text = textField(value, key);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}
