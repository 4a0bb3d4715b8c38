/** Texts that were met lately, within a bound: of what was met before the last so many, a text is forgotten. */
export class RecentTexts {
  readonly #bound: number;
  #young = new Set<string>();
  #old = new Set<string>();

  /** `bound`: between this many texts and twice as many are remembered. */
  constructor(bound: number) {
    this.#bound = bound;
  }

  has(text: string): boolean {
    if (this.#young.has(text)) return true;
    const known = this.#old.has(text);
    if (known) this.add(text);
    return known;
  }

  add(text: string): void {
    this.#young.add(text);
    if (this.#young.size < this.#bound) return;
    this.#old = this.#young;
    this.#young = new Set();
  }
}
