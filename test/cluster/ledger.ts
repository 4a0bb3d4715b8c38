import { setTimeout as delay } from 'node:timers/promises';
import { changes, newestRevision, type StoredKey, stored } from './etcd.ts';
import { type Occurrence, occurrencesIn, prefixes } from './occurrences.ts';
import { until } from './until.ts';

/** When etcd began to show an occurrence. */
export interface Entry extends Occurrence {
  readonly revision: number;
  /** The revision from which no object shows it any more: a later count or run took its place, or it was deleted. */
  readonly goneAt: number | undefined;
}

/**
 * A witness of everything the cluster stored: it reads etcd itself, so that no fault of the API server, and no
 * later version or deletion, hides an occurrence from it.
 */
export interface Ledger {
  /** All occurrences so far, each once. */
  read(): Promise<readonly Entry[]>;
  close(): Promise<void>;
}

export async function openLedger(): Promise<Ledger> {
  const entries = new Map<string, Writable<Entry>>();
  const closing = new AbortController();
  const parts = await Promise.all(prefixes.map((prefix) => follow(prefix, entries, closing.signal)));
  return {
    async read() {
      await Promise.all(parts.map((part) => part.caughtUp()));
      return [...entries.values()].sort((a, b) => a.revision - b.revision);
    },
    async close() {
      closing.abort();
      await Promise.all(parts.map((part) => part.ended));
    },
  };
}

async function follow(prefix: string, entries: Map<string, Writable<Entry>>, signal: AbortSignal) {
  /** What each object shows now. */
  const shown = new Map<string, ReadonlySet<string>>();
  let reached = 0;

  function note({ key, value, revision }: StoredKey): void {
    const occurrences = value === undefined ? [] : occurrencesIn(key, value);
    const now = new Set(occurrences.map(nameOf));
    for (const name of shown.get(key) ?? []) {
      const entry = entries.get(name);
      if (entry !== undefined && !now.has(name)) entry.goneAt = revision;
    }
    for (const occurrence of occurrences) {
      const known = entries.get(nameOf(occurrence));
      if (known === undefined)
        entries.set(nameOf(occurrence), { ...occurrence, revision, goneAt: undefined });
      else known.optional ||= occurrence.optional;
    }
    if (value === undefined) shown.delete(key);
    else shown.set(key, now);
    reached = revision;
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const batch of changes(prefix, reached + 1, signal)) batch.forEach(note);
      } catch (error) {
        if (!signal.aborted) process.stderr.write(`[cluster] the ledger reads on: ${String(error)}\n`);
      }
      await delay(100);
    }
  }

  const { keys, revision } = await stored(prefix);
  for (const key of [...keys].sort((a, b) => a.revision - b.revision)) note(key);
  reached = revision;
  return {
    ended: watch(),
    async caughtUp() {
      const newest = await newestRevision(prefix);
      await until(async () => reached >= newest, {
        what: `the ledger to catch up with ${prefix}`,
        every: 20,
      });
    },
  };
}

const nameOf = ({ uid, mark }: Occurrence) => `${uid} ${mark}`;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
