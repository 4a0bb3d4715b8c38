import { cleanMessage, withoutMergeMark } from './clean-message.ts';
import type { Pattern } from './pattern.ts';
import { controllers } from './patterns/controllers.ts';
import { kubelet } from './patterns/kubelet.ts';
import { scheduler } from './patterns/scheduler.ts';

/**
 * What kind of trouble an event is, apart from where it happened: equal for every pod of one trouble, told
 * from the first pattern that fits, else from the reason and the cleaned message.
 */
export function reasonClass(reason: string, message: string, names: readonly string[]): string {
  const said = withoutMergeMark(message);
  for (const { message: pattern, key } of byReason.get(reason) ?? []) {
    if (pattern === undefined) return key;
    const match = pattern.exec(said);
    if (match !== null) return key.replace(/\$([0-9])/g, (_, group: string) => match[Number(group)] ?? '');
  }
  return `${reason}: ${cleanMessage(said, names)}`;
}

const byReason = indexed([...kubelet, ...scheduler, ...controllers]);

function indexed(patterns: readonly Pattern[]): ReadonlyMap<string, readonly Pattern[]> {
  const index = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const reason of pattern.reasons) index.set(reason, [...(index.get(reason) ?? []), pattern]);
  }
  return index;
}
