import type { Pattern } from '../pattern.ts';

/** Kyverno and Gatekeeper: one issue for each policy that a workload breaks. */
export const policies: readonly Pattern[] = [
  { reasons: ['PolicyViolation'], message: /^policy ([\w./-]+) (?:fail|error)/, key: 'policy $1' },
  { reasons: ['PolicyViolation', 'PolicyError'], message: /\[([\w./-]+)\] (?:fail|error)/, key: 'policy $1' },
  {
    reasons: ['FailedAdmission', 'DryrunViolation', 'WarningAdmission', 'AuditViolation'],
    message: /Constraint: ([\w.-]+)/,
    key: 'constraint $1',
  },
];
