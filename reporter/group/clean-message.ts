/** What varies between two messages of the same trouble, and what stands for it. */
const variable: readonly (readonly [pattern: RegExp, standIn: string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uid>'],
  [/\bsha256:[0-9a-f]{16,64}\b/gi, '<digest>'],
  [
    /\b[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?/g,
    '<time>',
  ],
  [/\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]+)?\b/g, '<address>'],
  [/\[[0-9a-f:]*:[0-9a-f:]*\](?::[0-9]+)?/gi, '<address>'],
  [/\b(?:[0-9]+(?:\.[0-9]+)?(?:h|m|s|ms|us|µs|ns))+\b/g, '<duration>'],
  [/\b[0-9a-f]{12,64}\b/gi, '<id>'],
  [/\b[0-9]+(?:\.[0-9]+)?(?:[KMGTPE]i?B?)?\b/g, '<number>'],
];

/** Words of the stand-ins themselves: an object called so would make cleaning endless. */
const standIns = new Set(['name', 'time', 'digest', 'address', 'duration', 'number']);

/**
 * A message without the parts that differ from pod to pod and from time to time. Cleaning a cleaned message
 * changes nothing, and the length is bounded.
 */
export function cleanMessage(message: string, names: readonly string[]): string {
  let text = message.replace(/^\(combined from similar events\): /, '').slice(0, 2000);
  for (const name of [...names]
    .filter((name) => name.length > 3 && !standIns.has(name))
    .sort((one, other) => other.length - one.length)) {
    text = text.replaceAll(name, '<name>');
  }
  for (const [pattern, standIn] of variable) text = text.replace(pattern, standIn);
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
