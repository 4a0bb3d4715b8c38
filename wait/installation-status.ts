import type { Installation } from './expected.ts';
import { fine, hopeless, missing, type Verdict } from './verdict.ts';

/** The part of either kind's status that tells how far the operator is. */
export interface InstallationStatus {
  readonly status?: string;
  readonly taskID?: string;
  readonly errors?: readonly string[];
  readonly 'chop-version'?: string;
}

/**
 * `Completed` alone says little: until the operator has seen a new revision it is said of the one before. Neither is
 * `taskIDsCompleted` a sign of success, for aborted tasks are listed there too.
 */
export function judgeStatus(kind: string, { name, task }: Installation, status: InstallationStatus): Verdict {
  const what = `${kind} ${name}`;
  if (status.status === undefined)
    return missing(`${what}: the operator has not seen it; does it run, and watch this namespace?`);
  if (status.taskID !== task)
    return missing(`${what}: the operator is at task ${status.taskID ?? '(none)'}, not yet at ${task}`);
  if (status.status === 'Completed') return fine;
  if (status.status === 'Aborted') {
    const [newest = 'no error told'] = status.errors ?? [];
    return hopeless(`${what}: the operator gave up: ${newest}`);
  }
  return missing(`${what}: ${status.status}`);
}

/** The chart's warnings go by the version that its values name. */
export function judgeOperator(wanted: string, status: InstallationStatus): Verdict {
  const found = status['chop-version'];
  if (found === undefined || found === wanted) return fine;
  if (isBefore(found, [0, 26]))
    return hopeless(`operator ${found} is too old: ON CLUSTER statements would hang; 0.26.0 is the oldest`);
  return fine;
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [foundMajor = 0, foundMinor = 0] = version.split('.').map(Number);
  return foundMajor < major || (foundMajor === major && foundMinor < minor);
}
