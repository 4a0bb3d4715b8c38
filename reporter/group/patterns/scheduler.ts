import type { Pattern } from '../pattern.ts';

/** The scheduler counts nodes in its messages, and the counts change with every look: one issue a workload. */
export const scheduler: readonly Pattern[] = [
  { reasons: ['FailedScheduling'], key: 'scheduling' },
  { reasons: ['Preempted', 'Preempting'], key: 'preemption' },
];
