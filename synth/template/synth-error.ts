export type SynthErrorCode =
  | 'ENTRY_NOT_PRINTABLE'
  | 'INVALID_DEFAULT'
  | 'INVALID_VALUE_NAME'
  | 'LONE_SURROGATE'
  | 'RESERVED_CHARACTER'
  | 'TOKEN_LEFT'
  | 'UNDECLARED_VALUE'
  | 'UNKNOWN_KEY'
  | 'UNUSED_VALUE';

/** A chart that cannot be synthesized: which construct, at which place, and why. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
  readonly code: SynthErrorCode;
  /** Construct path or chart, then the place inside the manifest, such as `spec.template.metadata`. */
  readonly path: string;

  constructor(code: SynthErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(`${path}: ${message}`, options);
    this.code = code;
    this.path = path;
  }
}
