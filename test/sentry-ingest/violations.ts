import { checkInViolations } from './check-in-violations.ts';
import { eventViolations } from './event-violations.ts';
import { logViolations } from './log-violations.ts';
import { reportViolations } from './report-violations.ts';
import type { Payload } from './shape.ts';

const checks: Readonly<Record<string, (payload: Payload) => readonly string[]>> = {
  event: eventViolations,
  check_in: checkInViolations,
  log: logViolations,
  client_report: reportViolations,
  attachment: () => [],
};

/** What Relay would cut, drop or refuse in an item of an envelope; what a reporter sends has none of it. */
export function violationsOf(type: string, payload: Payload): readonly string[] {
  const check = checks[type];
  return check === undefined ? [`${type} is no item a reporter sends`] : check(payload);
}
