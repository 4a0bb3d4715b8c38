/**
 * A value as Helm holds it. Whole numbers of `--set` stay int64 (bigint here); every number of a file or of
 * `--set-json` is a float64 (number here). Maps are `Map`s, so that no key of a stranger's file is special.
 */
export type HelmValue = null | boolean | string | number | bigint | HelmValue[] | HelmMap;
export type HelmMap = Map<string, HelmValue>;

export function isMap(value: HelmValue | undefined): value is HelmMap {
  return value instanceof Map;
}

/** A copy that shares no map or list with the original. */
export function copy(value: HelmValue): HelmValue {
  if (Array.isArray(value)) return value.map(copy);
  if (isMap(value)) return copyMap(value);
  return value;
}

export function copyMap(map: HelmMap): HelmMap {
  return new Map([...map].map(([key, value]) => [key, copy(value)]));
}

export function sameValue(one: HelmValue, other: HelmValue): boolean {
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameValue(item, other[index] ?? null));
  }
  if (isMap(one)) {
    if (!isMap(other) || one.size !== other.size) return false;
    return [...one].every(([key, value]) => {
      const twin = other.get(key);
      return twin !== undefined && sameValue(value, twin);
    });
  }
  return one === other;
}

/** Turns parsed JSON into values of a file: every number a float64. */
export function fromJson(json: unknown): HelmValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string' || typeof json === 'number')
    return json;
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json === 'object')
    return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
  throw new TypeError(`JSON holds no ${typeof json}`);
}

/** What a person calls the type of a value. */
export function typeName(value: HelmValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'a map';
  if (typeof value === 'bigint') return 'an integer';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number';
  return typeof value === 'string' ? 'a string' : 'a boolean';
}
