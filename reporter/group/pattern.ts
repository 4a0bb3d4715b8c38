/** A kind of trouble that Kubernetes reports with one or several reasons, in messages that vary. */
export interface Pattern {
  readonly reasons: readonly string[];
  /** Without it every message of these reasons is of this kind. */
  readonly message?: RegExp;
  /**
   * The part of the fingerprint that stands for the trouble, in place of reason and message; `$1` takes what
   * the first group of `message` captured. Left out where the reason says it all.
   */
  readonly key?: string;
}
