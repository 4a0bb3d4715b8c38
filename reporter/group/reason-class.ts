import { cleanMessage, withoutMergeMark } from './clean-message.ts';
import type { Pattern } from './pattern.ts';
import { autoscalers } from './patterns/autoscalers.ts';
import { certManager } from './patterns/cert-manager.ts';
import { clickhouseOperator } from './patterns/clickhouse-operator.ts';
import { controllers } from './patterns/controllers.ts';
import { externalSecrets } from './patterns/external-secrets.ts';
import { gitops } from './patterns/gitops.ts';
import { ingress } from './patterns/ingress.ts';
import { kubelet } from './patterns/kubelet.ts';
import { nodes } from './patterns/nodes.ts';
import { policies } from './patterns/policies.ts';
import { scheduler } from './patterns/scheduler.ts';
import { storage } from './patterns/storage.ts';

/**
 * What kind of trouble an event is, apart from where it happened: equal for every pod of one trouble, told
 * from the first pattern that fits, else from the reason and the cleaned message.
 */
export function reasonClass(reason: string, message: string, names: readonly string[]): string {
  const said = withoutMergeMark(message);
  for (const { message: pattern, key = reason } of byReason.get(reason) ?? []) {
    if (pattern === undefined) return key;
    const match = pattern.exec(said);
    if (match !== null) return key.replace(/\$([0-9])/g, (_, group: string) => match[Number(group)] ?? '');
  }
  return `${reason}: ${cleanMessage(said, names)}`;
}

/** Of two patterns for one message the earlier wins, so the tables with the narrower ones come first. */
const byReason = indexed([
  ...kubelet,
  ...scheduler,
  ...controllers,
  ...storage,
  ...nodes,
  ...autoscalers,
  ...ingress,
  ...certManager,
  ...clickhouseOperator,
  ...policies,
  ...gitops,
  ...externalSecrets,
]);

function indexed(patterns: readonly Pattern[]): ReadonlyMap<string, readonly Pattern[]> {
  const index = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const reason of pattern.reasons) index.set(reason, [...(index.get(reason) ?? []), pattern]);
  }
  return index;
}
