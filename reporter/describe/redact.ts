/** What stands where a secret stood. */
export const redacted = '[redacted]';

/**
 * Texts that look like secrets, and what stays of each for the reader to know what was there. Rules are
 * ordered: a private key goes whole before anything inside it is looked at.
 */
const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END \1PRIVATE KEY-----|$)/g, redacted],
  // The user and password of a URL, a DSN's key included; the scheme and the host stay.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"'<>]{1,512}@/gi, `$1${redacted}@`],
  [/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/-]{8,}=*/gi, `$1$2${redacted}`],
  // A JSON web token: three parts, of which the first is always an encoded object.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g, redacted],
  // Keys of well-known providers, told by their prefix.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, redacted],
  [/\b(?:gh[oprsu]_|github_pat_|glpat-|sntrys_|sntryu_|xox[abpr]-|sk_live_)[A-Za-z0-9_=.-]{16,}/g, redacted],
  // `password=…`, `"token": "…"`, `?api_key=…`.
  [
    /((?:passw(?:or)?d|pwd|secret|[_-]key|apikey|token|credentials?)["']?(?:\s?=\s?|:\s?(?=["'])|:(?!\s)))(?!\[redacted\])("[^"]*"|'[^']*'|[^\s"',;&)}\]]{1,512})/gi,
    `$1${redacted}`,
  ],
  // `password: …` anyhow; `token: …` only before what is no word of a sentence or ends the line.
  [/(passw(?:or)?d:\s)(?!\[redacted\])([^\s"',;&)}\]]{1,512})/gi, `$1${redacted}`],
  [
    /((?:secret|[_-]key|apikey|token|credentials?):\s)(?!\[redacted\])((?=[^\s]*[0-9])[^\s"',;&)}\]]{6,512}|[^\s"',;&)}\]:]{1,512}$)/gim,
    `$1${redacted}`,
  ],
];

/** Takes the secrets out of a text. */
export type Redact = (text: string) => string;

/** Whether what stands under this name is a secret whatever it looks like. */
export function isSensitive(name: string): boolean {
  return sensitive.test(name);
}

const sensitive =
  /passw(?:or)?d|passphrase|pwd|secret|token|credential|api[-_.]?key|access[-_.]?key|private[-_.]?key|(?:^|[-_./])(?:key|dsn|auth|authorization)$/i;

/** A text without what looks like a secret. Redacting a redacted text changes nothing. */
export function redact(text: string): string {
  if (!suspicious.test(text)) return text;
  let clean = text;
  for (const [pattern, replacement] of rules) clean = clean.replace(pattern, replacement);
  return clean;
}

/** What at least one rule needs to find; most messages have none of it and cost one look. */
const suspicious =
  /-----BEGIN|:\/\/[^\s/]*@|bearer|basic|eyJ|AKIA|ASIA|gh[oprsu]_|github_pat_|glpat-|sntry|xox|sk_live_|passw|pwd|secret|[_-]?key|token|credential/i;
