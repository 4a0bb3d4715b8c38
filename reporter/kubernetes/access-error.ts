/** The cluster's address or credentials cannot be found or read; a retry without a change will not help. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly code: AccessErrorCode;

  constructor(code: AccessErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/**
 * - `not-in-cluster`: the service account's address, token or CA is missing.
 * - `no-kubeconfig`: no file at the places looked at. `kubeconfig`: a file that cannot be used.
 * - `no-client-node`: the package that reads kubeconfigs is not installed.
 */
export type AccessErrorCode = 'not-in-cluster' | 'no-kubeconfig' | 'kubeconfig' | 'no-client-node';
