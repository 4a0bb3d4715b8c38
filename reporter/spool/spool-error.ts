/** The folder of the spool cannot be used; a retry without a change will not help. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError';
  readonly code = 'unusable-folder';

  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `opening the spool in ${folder}: ${why}; SENTRY_K8S_SPOOL_DIR must name a folder that the reporter may write to, or set SENTRY_K8S_SPOOL_MODE to memory`,
      { cause },
    );
  }
}
