/** What one look found: nothing missing, something still missing, or something that waiting cannot mend. */
export interface Verdict {
  /** Sentences for the log, empty when all is there. */
  readonly missing: readonly string[];
  readonly final: boolean;
}

export const fine: Verdict = { missing: [], final: false };

export function missing(...sentences: readonly string[]): Verdict {
  return { missing: sentences, final: false };
}

export function hopeless(...sentences: readonly string[]): Verdict {
  return { missing: sentences, final: true };
}

export function all(verdicts: readonly Verdict[]): Verdict {
  return {
    missing: verdicts.flatMap((verdict) => verdict.missing),
    final: verdicts.some(({ final }) => final),
  };
}
