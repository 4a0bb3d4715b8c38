import { parseUuid } from './uuid-words.ts';

const NONE = -1;

/**
 * Numbers of each of the uids heard of most recently, in arrays that the garbage collector has nothing to follow in:
 * a uid takes about 35 bytes and a number 8. UUIDs, as the uids of all objects of Kubernetes are, are kept whole, so
 * that two are never taken for one; other texts are kept beside them.
 */
export class UidNumbers {
  readonly #capacity: number;
  readonly #columns: number;
  /** Those of the first slot, then those of the second, and so on. */
  readonly #numbers: Float64Array;
  #size = 0;
  /** Four words of each UUID. */
  readonly #words: Uint32Array;
  /** Other uids, and the slots that they have. */
  readonly #others = new Map<string, number>();
  readonly #otherAt = new Map<number, string>();
  /** One more than the first slot of each chain of equal hashes, or 0; and the next one of each slot. */
  readonly #chains: Int32Array;
  readonly #next: Int32Array;
  /** In the order in which they were last heard of. */
  readonly #older: Int32Array;
  readonly #newer: Int32Array;
  #oldest = NONE;
  #newest = NONE;
  /** The UUID in hand. */
  readonly #wanted = new Uint32Array(4);

  /** @param columns how many numbers are kept of each uid */
  constructor(capacity: number, columns: number) {
    this.#capacity = capacity;
    this.#columns = columns;
    const chains = 2 ** Math.ceil(Math.log2(capacity + 1));
    // In one piece, for large ones come from the system as zeros, which take no memory before they are written to.
    const memory = new ArrayBuffer(capacity * (8 * columns + 4 * 7) + 4 * chains);
    let taken = 0;
    const take = (bytes: number) => {
      taken += bytes;
      return taken - bytes;
    };
    this.#numbers = new Float64Array(memory, take(8 * columns * capacity), columns * capacity);
    this.#words = new Uint32Array(memory, take(4 * 4 * capacity), 4 * capacity);
    const slots = (length: number) => new Int32Array(memory, take(4 * length), length);
    this.#next = slots(capacity);
    this.#older = slots(capacity);
    this.#newer = slots(capacity);
    this.#chains = slots(chains);
  }

  /** How many uids are remembered. */
  get size(): number {
    return this.#size;
  }

  /** Where the uid's numbers are, until the next is kept. */
  find(uid: string): number | undefined {
    if (!parseUuid(uid, this.#wanted)) return this.#others.get(uid);
    for (let slot = this.#first(this.#chain()); slot !== NONE; slot = this.#next[slot] ?? NONE)
      if (this.#holdsWanted(slot)) return slot;
    return undefined;
  }

  read(slot: number, column: number): number {
    return this.#numbers[slot * this.#columns + column] ?? 0;
  }

  /** The uid is now the newest; when there is no room the one not heard of for longest is forgotten. */
  keep(uid: string, ...numbers: readonly number[]): void {
    const known = this.find(uid);
    if (known !== undefined) this.#unlink(known);
    const slot = known ?? this.#free();
    if (known === undefined) this.#take(slot, uid);
    this.#numbers.set(numbers, slot * this.#columns);
    this.#older[slot] = this.#newest;
    this.#newer[slot] = NONE;
    if (this.#newest === NONE) this.#oldest = slot;
    else this.#newer[this.#newest] = slot;
    this.#newest = slot;
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
    this.#next[slot] = this.#first(chain);
    this.#chains[chain] = slot + 1;
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
    let at = this.#first(chain);
    if (at === slot) {
      this.#chains[chain] = next + 1;
      return;
    }
    while (this.#next[at] !== slot) at = this.#next[at] ?? NONE;
    this.#next[at] = next;
  }

  #first(chain: number): number {
    return (this.#chains[chain] ?? 0) - 1;
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
