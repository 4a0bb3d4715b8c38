/**
 * One active reporter among several, by a Lease: whoever holds it works, and stops as soon as it cannot
 * renew in time, before anyone else may take over.
 */
import type { Clock } from '../clock.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { ApiError } from '../kubernetes/api-error.ts';
import { startDeadline } from '../kubernetes/deadline.ts';
import type { Logger } from '../observe/logger.ts';
import { holdPatch, type LeaseRecord, parseLease, releasePatch } from './lease-record.ts';
import { observeLease } from './observed-lease.ts';

export interface ElectionOptions {
  readonly api: ApiClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lease: { readonly namespace: string; readonly name: string };
  /** Unique among the candidates, and the same again after a restart in place: the pod's name. */
  readonly identity: string;
  /** @default 15 000 */
  readonly leaseMs?: number;
  /** A leader that could not renew for so long stops. @default two thirds of leaseMs */
  readonly renewMs?: number;
  /** Between two tries. @default two fifteenths of leaseMs */
  readonly retryMs?: number;
}

export interface Election {
  /**
   * Works whenever it is the leader; the signal that `work` gets aborts when leadership is lost or `signal`
   * aborts. The Lease is kept until the work has ended, and given up then.
   */
  run(work: (leading: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
  state(): ElectionState;
}

/** What readiness and metrics may know of it. */
export interface ElectionState {
  readonly leading: boolean;
  /** Who holds the Lease as it was last read; absent when nobody does, or before the first time. */
  readonly holder: string | undefined;
  /** Why the Lease could not be read or renewed the last time; absent when it could. */
  readonly problem: string | undefined;
  /** Milliseconds since the epoch when the Lease was last read. */
  readonly lastRead: number | undefined;
}

export function createElection(options: ElectionOptions): Election {
  const { api, clock, logger, lease, identity } = options;
  const { leaseMs = 15_000, renewMs = (leaseMs * 2) / 3, retryMs = (leaseMs * 2) / 15 } = options;
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(lease.namespace)}/leases/${encodeURIComponent(lease.name)}`;
  const observed = observeLease();
  let state: ElectionState = { leading: false, holder: undefined, problem: undefined, lastRead: undefined };

  function see(record: LeaseRecord): LeaseRecord {
    observed.see(record, clock.now());
    state = { ...state, holder: record.holder, problem: undefined, lastRead: clock.now() };
    return record;
  }

  /** Whether the Lease is held after this; it takes no longer than a leader may go without renewing. */
  async function hold(ms: number, signal: AbortSignal): Promise<boolean> {
    const deadline = startDeadline(clock, ms, 'holding the Lease', signal);
    const call = { signal: deadline.signal };
    try {
      const record = see(parseLease(await api.get(path, call)));
      if (!observed.isFree(identity, clock.now())) return false;
      see(parseLease(await api.mergePatch(path, holdPatch(record, identity, leaseMs, clock.now()), call)));
      return true;
    } catch (error) {
      const conflict = error instanceof ApiError && error.code === 'conflict';
      if (!conflict && !signal.aborted) troubled(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      deadline.end();
    }
  }

  /** A Lease that runs out before the next try would be due is taken then. */
  function untilNextTry(): number {
    const left = observed.runsOutIn(clock.now()) ?? 0;
    return left > 0 && left < retryMs ? Math.ceil(left) : retryMs;
  }

  function troubled(problem: string): void {
    if (state.problem === undefined)
      logger.warn({ lease: lease.name, reason: problem }, 'cannot read or renew the Lease');
    state = { ...state, problem };
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await clock.sleep(ms, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Renews until the signal aborts, or until it has failed to for too long; each renewal counts from before it was asked for. */
  async function renew(since: number, signal: AbortSignal): Promise<void> {
    let renewed = since;
    while (!signal.aborted && clock.now() - renewed < renewMs) {
      await pause(retryMs, signal);
      if (signal.aborted) return;
      const asked = clock.now();
      if (await hold(renewMs - (asked - renewed), signal)) renewed = asked;
    }
  }

  async function lead(work: (leading: AbortSignal) => Promise<void>, since: number, signal: AbortSignal) {
    state = { ...state, leading: true };
    logger.info({ lease: lease.name, identity }, 'leading');
    const leading = new AbortController();
    const worked = new AbortController();
    const stop = () => leading.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const renewing = renew(since, worked.signal).then(() => {
      if (worked.signal.aborted) return;
      state = { ...state, leading: false };
      logger.warn({ lease: lease.name }, 'lost the Lease');
      leading.abort(new Error('no longer leading'));
    });
    try {
      await work(leading.signal);
    } finally {
      worked.abort();
      await renewing;
      signal.removeEventListener('abort', stop);
      state = { ...state, leading: false };
    }
  }

  async function release(): Promise<void> {
    const deadline = startDeadline(clock, retryMs, 'giving the Lease up');
    const call = { signal: deadline.signal };
    try {
      const record = parseLease(await api.get(path, call));
      if (record.holder === identity) await api.mergePatch(path, releasePatch(record, clock.now()), call);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.info({ lease: lease.name, reason }, 'could not give the Lease up; it will run out');
    } finally {
      deadline.end();
    }
  }

  return {
    state: () => state,
    async run(work, signal) {
      let led = false;
      while (!signal.aborted) {
        const asked = clock.now();
        if (await hold(renewMs, signal)) {
          led = true;
          await lead(work, asked, signal);
        }
        await pause(untilNextTry(), signal);
      }
      if (led) await release();
    },
  };
}
