import { printable } from './limits.ts';
import type { Redact } from './redact.ts';

/** Sentry keeps 16 KiB of a text under `extra`; the rest is for its quotes and escapes. */
const longestLog = 15_000;

/**
 * The end of a log as an issue shows it: without secrets, and from the beginning of a line where lines are not
 * endless.
 */
export function shownLog(log: string, redact: Redact): string {
  // Redacted before the cut that counts, for half a secret does not look like one.
  const safe = redact(printable(log.slice(-3 * longestLog)));
  if (isShort(safe)) return safe;
  let from = Math.max(0, safe.length - longestLog);
  while (!isShort(safe.slice(from))) from += Math.ceil((safe.length - from) / 10);
  const line = safe.indexOf('\n', from);
  const end = safe.slice(line === -1 || line > from + 2000 ? from : line + 1).toWellFormed();
  return `…\n${end}`;
}

/** As it is written in JSON, where a line break takes two bytes. */
function isShort(text: string): boolean {
  return text.length <= longestLog && Buffer.byteLength(JSON.stringify(text)) <= longestLog;
}
