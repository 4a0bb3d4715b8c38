/** How far each scope got: scope key to resourceVersion. */
export type Checkpoint = Readonly<Record<string, string>>;

/** Somewhere a checkpoint outlives the process. */
export interface CheckpointStore {
  /** What was saved last; empty when nothing was, or when it cannot be understood. */
  load(signal?: AbortSignal): Promise<Checkpoint>;
  save(checkpoint: Checkpoint, signal?: AbortSignal): Promise<void>;
}

/** Entries that are not resourceVersions are left out: a scope without one starts as on a first start. */
export function parseCheckpoint(text: string | undefined): Checkpoint {
  if (text === undefined) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && entry[1] !== '' && entry[1].length <= 64,
    ),
  );
}
