/** A set of names in any case; in an entry, `*` stands for any characters. */
export interface Names {
  readonly size: number;
  has(name: string): boolean;
}

/** No name in Kubernetes is longer; what is longer is compared as far as this. */
const longestName = 253;

export function namesOf(entries: Iterable<string>): Names {
  const all = new Set([...entries].map((entry) => entry.toLowerCase()));
  const exact = new Set([...all].filter((entry) => !entry.includes('*')));
  const globs = [...all].filter((entry) => entry.includes('*')).map((entry) => entry.split(/\*+/));
  return {
    size: all.size,
    has(name) {
      if (all.size === 0) return false;
      const low = name.slice(0, longestName).toLowerCase();
      return exact.has(low) || globs.some((parts) => fits(low, parts));
    },
  };
}

/** Whether a name is the parts with anything between them: each is looked for once, from left to right. */
function fits(name: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
