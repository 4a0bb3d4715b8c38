import type { Clock } from '../clock.ts';
import { workloadOf } from '../group/workload.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { ApiError } from '../kubernetes/api-error.ts';
import { startDeadline } from '../kubernetes/deadline.ts';
import type { PodRecord, Termination } from '../kubernetes/pod-record.ts';
import { readPodLog } from '../kubernetes/read-pod-log.ts';
import type { Logger } from '../observe/logger.ts';
import { Allowance } from '../policy/allowance.ts';
import { logOfRun } from './log-of-run.ts';

export interface PodLogsOptions {
  readonly api: ApiClient;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many of the last lines. */
  readonly lines: number;
  readonly count: (outcome: PodLogOutcome) => void;
}

/** `limited`: there were too many crashes to read a log for each. `forbidden`: rights are missing. */
export type PodLogOutcome = 'read' | 'empty' | 'limited' | 'forbidden' | 'failed';

/** A crash is told without its log rather than later than this. */
const PATIENCE_MS = 2_000;
/** Without rights it is asked again, and told of, after this. */
const REFUSED_MS = 300_000;
/** A thousand pods of one Deployment crash for one reason, and a few logs show it. */
const RATE = { most: 30, mostPerKey: 3, periodMs: 60_000 };

/** There is no such run any more, or no such pod. */
const hasNone: ReadonlySet<string> = new Set(['rejected', 'not-found']);

/** The last words of containers that failed, read from the API server a few at a time. */
export class PodLogs {
  readonly #options: PodLogsOptions;
  readonly #allowance: Allowance;
  #refusedUntil = Number.NEGATIVE_INFINITY;

  constructor(options: PodLogsOptions) {
    this.#options = options;
    this.#allowance = new Allowance({ clock: options.clock, ...RATE });
  }

  /** The last lines of the run, not redacted yet; undefined when there are none to be had. Never rejects. */
  async of(pod: PodRecord, termination: Termination): Promise<string | undefined> {
    const { count } = this.#options;
    const { name } = workloadOf({ kind: 'Pod', name: pod.name }, pod.node);
    if (this.#options.clock.now() < this.#refusedUntil) return this.#without('forbidden');
    if (!this.#allowance.take(`${pod.namespace}/${name}/${termination.container}`)) {
      return this.#without('limited');
    }
    try {
      const lines = await this.#read(pod, termination);
      count(lines.length === 0 ? 'empty' : 'read');
      return lines.length === 0 ? undefined : lines.join('\n');
    } catch (error) {
      if (error instanceof ApiError && error.code === 'forbidden') return this.#refused(error);
      this.#options.logger.debug({ pod: pod.name, reason: String(error) }, 'cannot read a container log');
      return this.#without('failed');
    }
  }

  /** The run may have become the previous one since the status was written, or the one before that. */
  async #read(pod: PodRecord, termination: Termination): Promise<readonly string[]> {
    const { api, clock, lines } = this.#options;
    const { container, isPrevious } = termination;
    const deadline = startDeadline(clock, PATIENCE_MS, `reading the log of ${pod.namespace}/${pod.name}`);
    const read = async (previous: boolean) => {
      const query = { namespace: pod.namespace, pod: pod.name, container, previous, lines };
      try {
        return logOfRun(await readPodLog(api, query, deadline.signal), termination);
      } catch (error) {
        if (error instanceof ApiError && hasNone.has(error.code)) return [];
        throw error;
      }
    };
    try {
      const found = await read(isPrevious);
      return found.length > 0 ? found : await read(!isPrevious);
    } finally {
      deadline.end();
    }
  }

  #refused(error: ApiError): undefined {
    const { clock, logger } = this.#options;
    if (clock.now() >= this.#refusedUntil) {
      logger.warn({ reason: error.message }, 'cannot read container logs; crashes are told without them');
    }
    this.#refusedUntil = clock.now() + REFUSED_MS;
    return this.#without('forbidden');
  }

  #without(outcome: PodLogOutcome): undefined {
    this.#options.count(outcome);
    return undefined;
  }
}
