/** The payload of an envelope's item. */
export type Payload = Readonly<Record<string, unknown>>;

/** An object's fields; anything else has none. */
export function fieldsOf(value: unknown): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** An UUID without dashes that is not all zeros. */
export function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) && !/^0+$/.test(value);
}

/** Bytes of the value as JSON. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** How deep objects and lists are nested; a text has depth 0. */
export function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Every text in a value, keys included. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [key, ...textsIn(entry)]);
}

/** What no page can show: half characters, and control characters but tab and line break. */
export function isUnreadable(text: string): boolean {
  return !text.isWellFormed() || /(?![\t\n])\p{Cc}/u.test(text);
}

/** The environment as Relay takes it. */
export function isEnvironment(value: unknown): boolean {
  return typeof value === 'string' && /^(?!None$)[^\s/]{1,64}$/i.test(value);
}

/** Fields that are not in the documented payload. */
export function unknownFields(payload: Payload, known: readonly string[]): readonly string[] {
  return Object.keys(payload)
    .filter((key) => !known.includes(key))
    .map((key) => `${key} is no documented field`);
}
