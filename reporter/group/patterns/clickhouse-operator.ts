import type { Pattern } from '../pattern.ts';

/**
 * The Altinity operator, which writes events of the types Error and Warning about its installations. What it
 * was working on tells troubles apart; the host or object it names does not.
 */
export const clickhouseOperator: readonly Pattern[] = [
  {
    reasons: ['CreateFailed', 'UpdateFailed'],
    message: /^(?:FAILED )?(?:Create|Update) (ConfigMap|Secret|Service|StatefulSet|PVC)\b/i,
    key: 'reconcile $1',
  },
  {
    reasons: ['ReconcileFailed'],
    message: /^FAILED to reconcile (ConfigMap|Secret|Service|StatefulSet|PVC)\b/,
    key: 'reconcile $1',
  },
  { reasons: ['CreateFailed', 'DeleteFailed'], message: /\b(?:add|delete) tables\b/, key: 'tables' },
  { reasons: ['DeleteFailed'], message: /drop replica/, key: 'drop replica' },
  {
    reasons: ['ReconcileFailed'],
    message: /^FAILED (?:to reconcile CR|update)|^reconcile completed/,
    key: 'reconcile',
  },
];
