import { cleanMessage } from './clean-message.ts';

interface Rule {
  readonly reason: RegExp;
  readonly message: RegExp;
  /** The part of the fingerprint that stands for this kind of trouble; `$1` takes a capture. */
  readonly key: string;
}

/** Kinds of trouble whose messages say one thing in many ways; the first rule that matches counts. */
const rules: readonly Rule[] = [
  {
    reason: /^Unhealthy$/,
    message: /^(Readiness|Liveness|Startup) probe (?:failed|errored)/,
    key: '$1 probe',
  },
  { reason: /^BackOff$/, message: /^Back-off restarting failed container/, key: 'restarting' },
  {
    reason: /^(BackOff|Failed|ErrImagePull|ImagePullBackOff|InspectFailed)$/,
    message: /\bimage\b|ImagePull|ErrImage/i,
    key: 'image pull',
  },
  { reason: /^FailedScheduling$/, message: /.*/, key: 'scheduling' },
  {
    reason: /^FailedMount$/,
    message: /.*?(?:MountVolume|UnmountVolume)?.*?(configmap|secret) "([^"]+)" not found/i,
    key: '$1 $2 missing',
  },
  { reason: /^(FailedMount|FailedAttachVolume)$/, message: /.*/, key: 'volume' },
  { reason: /^FailedCreatePodSandBox$/, message: /.*/, key: 'sandbox' },
  { reason: /^(Evicted|Preempted|TaintManagerEviction)$/, message: /.*/, key: 'eviction' },
  { reason: /^(OOMKilling|SystemOOM)$/, message: /.*/, key: 'out of memory' },
  { reason: /^FailedToRetrieveImagePullSecret$/, message: /.*/, key: 'pull secret' },
];

/** What kind of trouble an event is, apart from where it happened: equal for every pod of one trouble. */
export function reasonClass(reason: string, message: string, names: readonly string[]): string {
  for (const rule of rules) {
    if (!rule.reason.test(reason)) continue;
    const match = rule.message.exec(message);
    if (match === null) continue;
    return rule.key.replace(/\$([0-9])/g, (_, group: string) => match[Number(group)] ?? '');
  }
  return cleanMessage(message, names);
}
