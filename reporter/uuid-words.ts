const LENGTH = 36;

/**
 * Reads a UUID in lower case, as Kubernetes writes it, into four words; false for any other text, which leaves
 * them as they may be.
 */
export function parseUuid(text: string, words: Uint32Array): boolean {
  if (text.length !== LENGTH) return false;
  let word = 0;
  let digits = 0;
  for (let i = 0; i < LENGTH; i += 1) {
    const code = text.charCodeAt(i);
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (code !== 0x2d) return false;
      continue;
    }
    const digit =
      code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
    if (digit === -1) return false;
    word = (word << 4) | digit;
    digits += 1;
    if (digits % 8 === 0) words[digits / 8 - 1] = word;
  }
  return true;
}
