import { ApiError, codeOfStatus } from './api-error.ts';
import { field, textField } from './untrusted.ts';

/** An answer or a watch frame that reports a failure, with what the server said about it. */
export function errorOfStatus(doing: string, answer: FailedAnswer): ApiError {
  const code = numberOf(field(answer.status, 'code')) ?? answer.httpStatus;
  const said = textField(answer.status, 'message') ?? textField(answer.status, 'reason') ?? 'no explanation';
  const details = numberOf(field(field(answer.status, 'details'), 'retryAfterSeconds'));
  const retryAfterMs = answer.retryAfterMs ?? (details === undefined ? undefined : details * 1000);
  // An expired resourceVersion inside a watch may carry the reason without the code.
  const expired = textField(answer.status, 'reason') === 'Expired';
  return new ApiError(
    expired ? 'gone' : codeOfStatus(code),
    `${doing}: the API server answered ${code}: ${shorten(said)}`,
    { status: code, retryAfterMs },
  );
}

export interface FailedAnswer {
  readonly httpStatus: number;
  /** The body, which should be a Kubernetes `Status` object but may be anything. */
  readonly status: unknown;
  readonly retryAfterMs?: number | undefined;
}

/** `Retry-After` in seconds; the HTTP date form is not used by Kubernetes and is ignored. */
export function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,6}$/.test(header.trim())) return undefined;
  return Number(header) * 1000;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
