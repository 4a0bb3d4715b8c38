import { parseUuid } from './uuid-words.ts';

const NONE = -1;

/**
 * Gives each of the uids heard of most recently a number below `capacity`, for arrays of numbers to be kept by. They
 * take 32 bytes each and nothing that the garbage collector has to follow; UUIDs, as the uids of all objects of
 * Kubernetes are, are kept whole, so that two are never taken for one.
 */
export class UidSlots {
  readonly #capacity: number;
  #size = 0;
  /** Four words of each UUID. */
  readonly #words: Uint32Array;
  /** Other uids, and the slots that they have. */
  readonly #others = new Map<string, number>();
  readonly #otherAt = new Map<number, string>();
  /** The first slot of each chain of equal hashes, and the next one of each slot. */
  readonly #chains: Int32Array;
  readonly #next: Int32Array;
  /** In the order in which they were last heard of. */
  readonly #older: Int32Array;
  readonly #newer: Int32Array;
  #oldest = NONE;
  #newest = NONE;
  /** The UUID in hand. */
  readonly #wanted = new Uint32Array(4);

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#words = new Uint32Array(4 * capacity);
    this.#chains = new Int32Array(2 ** Math.ceil(Math.log2(capacity + 1))).fill(NONE);
    this.#next = new Int32Array(capacity);
    this.#older = new Int32Array(capacity);
    this.#newer = new Int32Array(capacity);
  }

  /** How many uids have a slot. */
  get size(): number {
    return this.#size;
  }

  /** The uid's slot, if it has one. */
  find(uid: string): number | undefined {
    if (!parseUuid(uid, this.#wanted)) return this.#others.get(uid);
    for (let slot = this.#chains[this.#chain()] ?? NONE; slot !== NONE; slot = this.#next[slot] ?? NONE)
      if (this.#holdsWanted(slot)) return slot;
    return undefined;
  }

  /** The uid's slot, now the newest; when all are taken, that of the uid not heard of for longest becomes its. */
  hear(uid: string): number {
    const known = this.find(uid);
    if (known !== undefined) this.#unlink(known);
    const slot = known ?? this.#free();
    if (known === undefined) this.#take(slot, uid);
    this.#older[slot] = this.#newest;
    this.#newer[slot] = NONE;
    if (this.#newest === NONE) this.#oldest = slot;
    else this.#newer[this.#newest] = slot;
    this.#newest = slot;
    return slot;
  }

  #free(): number {
    if (this.#size < this.#capacity) return this.#size++;
    const slot = this.#oldest;
    this.#unlink(slot);
    const other = this.#otherAt.get(slot);
    if (other === undefined) this.#leaveChain(slot);
    else {
      this.#others.delete(other);
      this.#otherAt.delete(slot);
    }
    return slot;
  }

  #take(slot: number, uid: string): void {
    if (!parseUuid(uid, this.#wanted)) {
      this.#others.set(uid, slot);
      this.#otherAt.set(slot, uid);
      return;
    }
    this.#words.set(this.#wanted, 4 * slot);
    const chain = this.#chain();
    this.#next[slot] = this.#chains[chain] ?? NONE;
    this.#chains[chain] = slot;
  }

  #unlink(slot: number): void {
    const older = this.#older[slot] ?? NONE;
    const newer = this.#newer[slot] ?? NONE;
    if (older === NONE) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
  }

  #leaveChain(slot: number): void {
    const chain = this.#chain(this.#words, 4 * slot);
    const next = this.#next[slot] ?? NONE;
    let at = this.#chains[chain] ?? NONE;
    if (at === slot) {
      this.#chains[chain] = next;
      return;
    }
    while (this.#next[at] !== slot) at = this.#next[at] ?? NONE;
    this.#next[at] = next;
  }

  #chain(words: Uint32Array = this.#wanted, from = 0): number {
    let hash = 0;
    for (let i = from; i < from + 4; i += 1) {
      hash = Math.imul(hash ^ (words[i] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.#chains.length - 1);
  }

  #holdsWanted(slot: number): boolean {
    const at = 4 * slot;
    for (let i = 0; i < 4; i += 1) if (this.#words[at + i] !== this.#wanted[i]) return false;
    return true;
  }
}
