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
  /** A leader that could not renew for so long stops. @default 10 000 */
  readonly renewMs?: number;
  /** Between two tries. @default 2 000 */
  readonly retryMs?: number;
}

export interface Election {
  /**
   * Works whenever it is the leader; the signal that `work` gets aborts when leadership is lost. Runs until
   * `signal` aborts and the work has ended, then gives the Lease up.
   */
  run(work: (leading: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
  isLeader(): boolean;
}

export function createElection(options: ElectionOptions): Election {
  const { api, clock, logger, lease, identity } = options;
  const { leaseMs = 15_000, renewMs = 10_000, retryMs = 2_000 } = options;
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(lease.namespace)}/leases/${encodeURIComponent(lease.name)}`;
  const observed = observeLease();
  let leader = false;
  let troubled = false;

  async function read(signal: AbortSignal): Promise<LeaseRecord> {
    const record = parseLease(await api.get(path, { signal }));
    observed.see(record, clock.now());
    return record;
  }

  /** Whether the Lease is held after this. */
  async function hold(signal: AbortSignal): Promise<boolean> {
    try {
      const record = await read(signal);
      if (!observed.isFree(identity, clock.now())) return false;
      const patched = await api.mergePatch(path, holdPatch(record, identity, leaseMs, clock.now()), {
        signal,
      });
      observed.see(parseLease(patched), clock.now());
      troubled = false;
      return true;
    } catch (error) {
      const conflict = error instanceof ApiError && error.code === 'conflict';
      if (!conflict && !signal.aborted && !troubled) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn({ lease: lease.name, reason }, 'cannot read or renew the Lease');
        troubled = true;
      }
      return false;
    }
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await clock.sleep(ms, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Renews until it has failed to for too long; what was asked for before `renewMs` ago does not count. */
  async function renew(signal: AbortSignal): Promise<void> {
    let renewed = clock.now();
    while (!signal.aborted && clock.now() - renewed < renewMs) {
      await pause(retryMs, signal);
      const asked = clock.now();
      const deadline = startDeadline(clock, renewMs - (asked - renewed), 'renewing the Lease', signal);
      if (await hold(deadline.signal)) renewed = asked;
      deadline.end();
    }
  }

  async function lead(work: (leading: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    leader = true;
    logger.info({ lease: lease.name, identity }, 'leading');
    const leading = new AbortController();
    const stop = () => leading.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const working = work(leading.signal);
    try {
      await Promise.race([renew(leading.signal), working]);
    } finally {
      signal.removeEventListener('abort', stop);
      leading.abort(new Error('no longer leading'));
      leader = false;
      if (!signal.aborted) logger.warn({ lease: lease.name }, 'lost the Lease');
      await working;
    }
  }

  async function release(): Promise<void> {
    try {
      const record = parseLease(await api.get(path));
      if (record.holder === identity) await api.mergePatch(path, releasePatch(record, clock.now()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.info({ lease: lease.name, reason }, 'could not give the Lease up; it will run out');
    }
  }

  return {
    isLeader: () => leader,
    async run(work, signal) {
      let led = false;
      while (!signal.aborted) {
        if (await hold(signal)) {
          led = true;
          await lead(work, signal);
        } else {
          await pause(retryMs, signal);
        }
      }
      if (led) await release();
    },
  };
}
