import { countField, field, textField } from '../kubernetes/untrusted.ts';

/** What a Lease says about who holds it. */
export interface LeaseRecord {
  /** Guards a write: it is refused if anything else changed the Lease meanwhile. */
  readonly resourceVersion: string;
  /** Absent when nobody does. */
  readonly holder: string | undefined;
  readonly durationMs: number;
  /** As the holder's own clock has it; only ever compared with itself. */
  readonly renewed: string | undefined;
  readonly transitions: number;
}

export function parseLease(lease: unknown): LeaseRecord {
  const spec = field(lease, 'spec');
  return {
    resourceVersion: textField(field(lease, 'metadata'), 'resourceVersion') ?? '',
    holder: textField(spec, 'holderIdentity'),
    durationMs: (countField(spec, 'leaseDurationSeconds') ?? 0) * 1000,
    renewed: textField(spec, 'renewTime'),
    transitions: countField(spec, 'leaseTransitions') ?? 0,
  };
}

/** A merge patch that takes or keeps the Lease, and fails with `conflict` if it changed since it was read. */
export function holdPatch(record: LeaseRecord, identity: string, durationMs: number, now: number): unknown {
  const time = microTime(now);
  const taken =
    record.holder === identity ? {} : { acquireTime: time, leaseTransitions: record.transitions + 1 };
  return {
    metadata: { resourceVersion: record.resourceVersion },
    spec: {
      holderIdentity: identity,
      leaseDurationSeconds: Math.round(durationMs / 1000),
      renewTime: time,
      ...taken,
    },
  };
}

/** A merge patch that gives the Lease up, so that the next holder need not wait. */
export function releasePatch(record: LeaseRecord, now: number): unknown {
  return {
    metadata: { resourceVersion: record.resourceVersion },
    spec: { holderIdentity: null, leaseDurationSeconds: 1, renewTime: microTime(now) },
  };
}

/** Kubernetes wants six digits behind the point. */
function microTime(now: number): string {
  return new Date(now).toISOString().replace('Z', '000Z');
}
