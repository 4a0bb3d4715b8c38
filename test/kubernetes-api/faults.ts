import type { ServerResponse } from 'node:http';
import { type Answer, failed, ok } from './answer.ts';
import type { StoredResource } from './route.ts';

export type Verb = 'list' | 'watch' | 'get' | 'patch';

/** Which requests a fault answers; what is left out matches everything. */
export interface FaultMatch {
  readonly verb?: Verb;
  readonly resource?: StoredResource;
  readonly namespace?: string;
  /** Only list requests that carry, or do not carry, a continue token. */
  readonly continued?: boolean;
  /** How many requests it answers before it is used up. @default 1 */
  readonly times?: number;
}

/** What happens instead of the answer. */
export type Fault =
  /** An HTTP error with a Kubernetes Status body. */
  | { readonly status: number; readonly reason?: string; readonly retryAfter?: number }
  /** The connection is reset before any answer. */
  | 'reset'
  /** The request is accepted and never answered. */
  | 'stall'
  /** A 200 whose body is not JSON. */
  | 'garbage'
  /** A watch that opens and then says only that its resourceVersion is too old. */
  | 'gone-in-stream';

export interface IncomingCall {
  readonly verb: Verb;
  readonly resource: StoredResource;
  readonly namespace: string | undefined;
  readonly continued: boolean;
}

interface ArmedFault {
  readonly fault: Fault;
  readonly match: FaultMatch;
  left: number;
}

/** Faults waiting for the requests they are meant for, first armed first used. */
export class Faults {
  #armed: ArmedFault[] = [];

  arm(fault: Fault, match: FaultMatch = {}): void {
    this.#armed.push({ fault, match, left: match.times ?? 1 });
  }

  /** How many wait. */
  get armed(): number {
    return this.#armed.length;
  }

  clear(): void {
    this.#armed = [];
  }

  take(call: IncomingCall): Fault | undefined {
    const found = this.#armed.find(({ match }) => matches(match, call));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#armed = this.#armed.filter((armed) => armed !== found);
    return found.fault;
  }
}

/** The answer a fault stands for, if it gives one at all. */
export function faultyAnswer(fault: Fault, response: ServerResponse): Answer | undefined {
  switch (fault) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return undefined;
    case 'stall':
      return undefined;
    case 'garbage':
      return ok('<html>not json</html>');
    case 'gone-in-stream':
      return ok(`${goneLine()}\n`);
    default:
      return failed(
        fault.status,
        fault.reason ?? 'a scripted fault',
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
      );
  }
}

/** The watch frame that a real API server sends for a resourceVersion it no longer knows. */
export function goneLine(): string {
  const object = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Expired', code: 410 };
  return JSON.stringify({ type: 'ERROR', object: { ...object, message: 'too old resource version' } });
}

function matches(match: FaultMatch, call: IncomingCall): boolean {
  return (
    (match.verb === undefined || match.verb === call.verb) &&
    (match.resource === undefined || match.resource === call.resource) &&
    (match.namespace === undefined || match.namespace === call.namespace) &&
    (match.continued === undefined || match.continued === call.continued)
  );
}
