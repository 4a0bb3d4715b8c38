/** What an answer means for the item that was sent. */
export type Verdict =
  /** Sentry has it. */
  | 'accepted'
  /** Try again later: overload, trouble on the way, or a limit. */
  | 'retry'
  /** Nobody at that address is a Sentry, which a proxy says while Sentry is being upgraded too: try again later. */
  | 'absent'
  /** Too large: try once more without contexts. */
  | 'shrink'
  /** Trying again cannot help: a wrong key, a project that is gone. */
  | 'refused';

export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return 'accepted';
  if (status === 413) return 'shrink';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'retry';
  if (status === 404 || status < 400) return 'absent';
  return 'refused';
}
