/** Where something stands in the file; both count from one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Plain YAML data that remembers where each part stands. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly value: string | number | bigint | boolean | null;
  readonly at: Position;
}

export interface LocatedList {
  readonly kind: 'list';
  readonly items: readonly Located[];
  readonly at: Position;
}

export interface LocatedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  readonly at: Position;
}

export interface LocatedEntry {
  readonly keyAt: Position;
  readonly value: Located;
}

export function isNothing(value: Located): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** The shape of a value for a message, never the value itself: what stands in the wrong place may be a secret. */
export function describe(value: Located): string {
  if (value.kind !== 'scalar') return value.kind === 'list' ? 'a list' : 'a map';
  if (value.value === null) return 'nothing';
  if (typeof value.value === 'string') return 'text';
  return typeof value.value === 'boolean' ? 'true or false' : 'a number';
}
