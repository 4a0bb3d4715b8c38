import { runOrThrow } from '../tools/run.ts';
import { podRange } from './addresses.ts';

/** Marks the rules, so that the tear-down finds those of a killed run. */
export const cutMark = 'sentry-k8s-cut';

/**
 * Drops every packet between the pods and a TCP port of the machine, both ways and without a word, as a broken
 * network does. Resolves to what mends it.
 */
export async function cutPackets(port: number): Promise<() => Promise<void>> {
  const rules = [
    ['INPUT', '--source', podRange, '--protocol', 'tcp', '--dport', String(port)],
    ['OUTPUT', '--destination', podRange, '--protocol', 'tcp', '--sport', String(port)],
  ].map(([chain = '', ...match]) => ({
    chain,
    rule: [...match, '-m', 'comment', '--comment', cutMark, '--jump', 'DROP'],
  }));
  for (const { chain, rule } of rules) await runOrThrow('iptables', ['--wait', '--insert', chain, ...rule]);
  return async () => {
    for (const { chain, rule } of rules) await runOrThrow('iptables', ['--wait', '--delete', chain, ...rule]);
  };
}
