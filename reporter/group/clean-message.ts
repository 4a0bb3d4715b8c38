/**
 * A message without the parts that differ from pod to pod and from time to time. Cleaning a cleaned message
 * changes nothing, and the length is bounded.
 *
 * @param names of the objects the message may speak of: the pod, its uid, the node
 */
export function cleanMessage(message: string, names: readonly string[]): string {
  let text = withoutMergeMark(message).slice(0, 2000);
  for (const name of names) {
    // A short name may be a word of the sentence, a stand-in's word must not be cleaned again.
    if (name.length > 3 && !standIns.has(name)) text = text.replaceAll(name, '<name>');
  }
  for (const [pattern, standIn] of variable) text = text.replace(pattern, standIn);
  return cutBetweenWords(text.replace(/\s+/g, ' ').trim(), 300);
}

/** A message without the mark that recorders put before one of many similar messages they merged. */
export function withoutMergeMark(message: string): string {
  return message.replace(/^(?:\s*\(combined from similar events\):)+\s*/, '');
}

/** What varies between two messages of the same trouble, and what stands for it; earlier entries win. */
const variable: readonly (readonly [pattern: RegExp, standIn: string])[] = [
  [/\b[0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}\b/gi, '<uid>'],
  [/\bsha256:[0-9a-f]{16,64}\b/gi, '<digest>'],
  [
    /\b[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?/g,
    '<time>',
  ],
  [/\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]+)?\b/g, '<address>'],
  [/\[[0-9a-f:]*:[0-9a-f:]*\](?::[0-9]+)?/gi, '<address>'],
  // Pods and ReplicaSets of a Deployment other than the one the event is about.
  [
    /(?<=[a-z0-9]-)[56789bcdf][456789bcdf]{7,9}(?:-[bcdfghjklmnpqrstvwxz2456789]{5})?(?![\w-]*[a-z])/g,
    '<hash>',
  ],
  // A pod of the ReplicaSet, DaemonSet or Job that the event is about.
  [/(?<=<name>-)[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '<hash>'],
  // The volume of a pod's own token ends in five drawn characters.
  [/(?<=\bkube-api-access-)[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '<hash>'],
  [/\b(?:[0-9]+(?:\.[0-9]+)?(?:h|m|s|ms|us|µs|ns))+\b/g, '<duration>'],
  [/\b(?=[0-9a-f]*[0-9])[0-9a-f]{12,64}\b/gi, '<id>'],
  [/\b[0-9]+(?:\.[0-9]+)?(?:[KMGTPE]i?B?)?\b/g, '<number>'],
];

const standIns: ReadonlySet<string> = new Set([
  'name',
  ...variable.map(([, standIn]) => standIn.slice(1, -1)),
]);

/** A cut inside a word could leave half a number, which would then be cleaned as a whole one. */
function cutBetweenWords(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(' ', length);
  return end === -1 ? text.slice(0, length) : text.slice(0, end);
}
