/**
 * Every way a call to the API server can fail, so that callers decide by code and never by prose.
 *
 * - `unauthorized`, `forbidden`, `not-found`, `conflict`, `throttled`, `unavailable`, `rejected`: HTTP answers.
 * - `gone`: the resourceVersion or continue token is older than what the server still knows.
 * - `network`: no answer, or one that broke off. `timeout`: none in time.
 * - `torn`: a watch ended inside a line. `malformed`: an answer that is not what the API promises.
 * - `credentials`: the request could not be signed; nothing was sent.
 */
export type ApiErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'throttled'
  | 'unavailable'
  | 'rejected'
  | 'network'
  | 'timeout'
  | 'torn'
  | 'malformed'
  | 'credentials';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  /** HTTP status, or the code of a `Status` object inside a watch. */
  readonly status: number | undefined;
  /** Milliseconds the server asked to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ApiErrorCode, message: string, details: ApiErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}

export interface ApiErrorDetails {
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The code for an HTTP status that is not a success. */
export function codeOfStatus(status: number): ApiErrorCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 410:
      return 'gone';
    case 408:
    case 429:
      return 'throttled';
    default:
      return status >= 500 ? 'unavailable' : 'rejected';
  }
}
