/**
 * Remembers which troubles of an object's state have been told. An object without troubles takes no memory:
 * what is remembered is what its newest version shows, for a trouble that has left the state does not return.
 */
export class Told {
  readonly #bound: number;
  /** By the object's uid, in the order in which they were last heard of. */
  readonly #marks = new Map<string, readonly string[]>();

  /** `bound`: objects remembered; one that is forgotten is told again, under the same ids. */
  constructor(bound = 50_000) {
    this.#bound = bound;
  }

  get size(): number {
    return this.#marks.size;
  }

  /** Looks at one batch; nothing is remembered before `commit`. */
  begin(): ToldBatch {
    const staged = new Map<string, readonly string[]>();
    return {
      news: (uid, marks) => {
        const before = staged.get(uid) ?? this.#marks.get(uid) ?? [];
        staged.set(uid, marks);
        return new Set(marks.filter((mark) => !before.includes(mark)));
      },
      forget: (uid) => {
        staged.set(uid, []);
      },
      commit: () => {
        for (const [uid, marks] of staged) {
          this.#marks.delete(uid);
          if (marks.length > 0) this.#marks.set(uid, marks);
        }
        for (const uid of this.#marks.keys()) {
          if (this.#marks.size <= this.#bound) break;
          this.#marks.delete(uid);
        }
      },
    };
  }
}

export interface ToldBatch {
  /** Which of the troubles that the object shows now were not told yet. */
  news(uid: string, marks: readonly string[]): ReadonlySet<string>;
  /** The object is gone. */
  forget(uid: string): void;
  commit(): void;
}
