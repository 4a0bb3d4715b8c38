import type { Json } from '../../../values/json.ts';

type Tree = { readonly [key: string]: unknown };

/** Something in a values file that the reader of it should know. */
export interface Note {
  readonly key: string;
  readonly message: string;
}

/** A values file that remembers what was read of it, so that the rest can be told. */
export class ValuesReading {
  readonly #tree: Tree;
  readonly #read = new Set<string>();
  readonly renamed: Note[] = [];
  readonly left: Note[] = [];

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** The value at the first of these keys that is there; all but the first are keys that no template reads. */
  value(key: string, ...dead: readonly string[]): unknown {
    for (const place of [key, ...dead]) {
      const value = this.#at(place);
      if (value === undefined || value === null) continue;
      this.#read.add(place);
      if (place !== key) this.renamed.push({ key: place, message: `the chart reads ${key} instead` });
      return value;
    }
    return undefined;
  }

  text(key: string, ...dead: readonly string[]): string | undefined {
    const value = this.value(key, ...dead);
    if (typeof value === 'string' && value !== '') return value;
    return typeof value === 'number' ? String(value) : undefined;
  }

  number(key: string, ...dead: readonly string[]): number | undefined {
    const value = this.value(key, ...dead);
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
  }

  flag(key: string, ...dead: readonly string[]): boolean | undefined {
    const value = this.value(key, ...dead);
    return typeof value === 'boolean' ? value : undefined;
  }

  has(key: string): boolean {
    return this.#at(key) !== undefined;
  }

  /** A password in clear: not taken over, and told where it belongs. */
  password(key: string, secret: string, secretKey: string): void {
    const value = this.#at(key);
    if (typeof value !== 'string' || value === '' || value === 'None') return;
    this.#read.add(key);
    this.leave(key, `holds a password; put it into key ${secretKey} of the Secret ${secret} and remove it`);
  }

  leave(key: string, message: string): void {
    this.#read.add(key);
    this.left.push({ key, message });
  }

  /** Leaves that nothing read, by dotted key. */
  unread(): readonly { readonly path: readonly string[]; readonly value: Json | null }[] {
    const found: { path: readonly string[]; value: Json | null }[] = [];
    const walk = (value: unknown, path: readonly string[]): void => {
      if (this.#read.has(path.join('.'))) return;
      if (isTree(value) && Object.keys(value).length > 0) {
        for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
      } else found.push({ path, value: value as Json | null }); // parsed YAML
    };
    walk(this.#tree, []);
    return found;
  }

  #at(place: string): unknown {
    let here: unknown = this.#tree;
    for (const key of place.split('.'))
      here = isTree(here) && Object.hasOwn(here, key) ? here[key] : undefined;
    return here;
  }
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries that are there: what a file does not say, a platform file leaves out. */
export function given(entries: { readonly [key: string]: unknown }): { readonly [key: string]: Json } {
  // Only JSON data is handed in; undefined is taken out here.
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    readonly [key: string]: Json;
  };
}
