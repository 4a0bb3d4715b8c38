export type SourceErrorCode =
  | 'ALIAS_BOMB'
  | 'BINARY'
  | 'CYCLIC_ALIAS'
  | 'NOT_A_MAP'
  | 'NOT_YAML'
  | 'TOO_DEEP'
  | 'TOO_LARGE'
  | 'UNREADABLE';

/** A file that cannot be looked at: which, where, and what is accepted. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: SourceErrorCode;
  readonly file: string;
  /** Offset into the file's text, where there is one. */
  readonly offset: number | undefined;

  constructor(
    code: SourceErrorCode,
    file: string,
    message: string,
    options: ErrorOptions & { readonly offset?: number } = {},
  ) {
    super(`${file}: ${message}`, options);
    this.code = code;
    this.file = file;
    this.offset = options.offset;
  }
}
