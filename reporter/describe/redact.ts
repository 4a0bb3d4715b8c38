import type { LinearPattern } from '../linear-pattern.ts';
import { printable } from './limits.ts';
import { RecentTexts } from './recent-texts.ts';

/** What stands where a secret stood. */
export const redacted = '[redacted]';

/**
 * Texts that look like secrets, and what stays of each for the reader to know what was there. Rules are
 * ordered: a private key goes whole before anything inside it is looked at.
 */
const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [
    /-----BEGIN ([A-Z ]{0,40})PRIVATE KEY( BLOCK)?-----[\s\S]*?(?:-----END \1PRIVATE KEY\2-----|$)/g,
    redacted,
  ],
  // The user and password of a URL, a DSN's key included; the scheme and the host stay.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>]{1,512}@/gi, `$1${redacted}@`],
  // Webhooks of chat services are secrets as a whole.
  [
    /(hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{8,200}/gi,
    `$1${redacted}`,
  ],
  [/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/-]{8,2048}=*/gi, `$1$2${redacted}`],
  [/\b((?:set-)?cookie["']?\s?:\s?)[^\r\n]{1,2048}/gi, `$1${redacted}`],
  // Headers with a credential, with or without a scheme before it.
  [
    /\b((?:proxy-)?authorization|x-[a-z-]{0,40}(?:key|token|auth|secret|signature))(["']?\s?[:=]\s?["']?(?:[A-Za-z0-9-]{1,20}\s)?)(?!\[redacted\])(?=[^\s"',;&]{0,512}[0-9])[^\s"',;&]{8,512}/gi,
    `$1$2${redacted}`,
  ],
  // A JSON web token: three parts, of which the first is always an encoded object.
  [/(?<![\w-])eyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{4,4096}\.[A-Za-z0-9_-]{0,1024}/g, redacted],
  // Keys of well-known providers, told by their prefix.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, redacted],
  [/\bAIza[A-Za-z0-9_-]{35}/g, redacted],
  [
    /\b(?:hvs\.|ya29\.|SG\.|dp\.pt\.|npm_|pypi-|hf_|dop_v1_|dckr_pat_|shpat_|ATATT3|AGE-SECRET-KEY-1)[A-Za-z0-9_=.-]{16,512}/g,
    redacted,
  ],
  [
    /\b(?:gh[oprsu]_|github_pat_|gl(?:pat|dt|ptt|rt)-|sntr[ysu]{1,2}_|xox[abeprs]-|xapp-|[sr]k_(?:live|test)_|whsec_|lin_api_)[A-Za-z0-9_=.-]{16,512}/g,
    redacted,
  ],
  [/\bsk-(?=[A-Za-z_-]{0,40}[0-9])[A-Za-z0-9_-]{24,256}/g, redacted],
  [/\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b/g, redacted],
  // A container's environment, as Go or JSON prints it: `Name:DB_PASSWORD,Value:…`.
  [
    /(\bname["']?\s?[:=]\s?["']?[\w.-]{0,64}(?:passw|pwd|secret|token|key|credential|dsn)[\w.-]{0,64}["']?\s?,\s?["']?value["']?\s?[:=]\s?)(?!\[redacted\])("[^"]{0,2048}"?|'[^']{0,2048}'?|[^\s"',;&)}\]]{1,512})/gi,
    `$1${redacted}`,
  ],
  // `--password hunter2`; a flag that only names a file keeps its value.
  [
    /(--[\w-]{0,40}(?:passw(?:or)?d|secret|token|api-?key)\s)(?!\[redacted\])(?!-)("[^"]{1,512}"?|'[^']{1,512}'?|[^\s"',;&)}\]]{1,512})/gi,
    `$1${redacted}`,
  ],
  // The credentials of a registry, as Docker keeps them.
  [/("auth"\s?:\s?)"(?!\[redacted\])[^"]{4,2048}"/g, `$1"${redacted}"`],
  // `password=…`, `"token": "…"`, `?api_key=…`.
  [
    /((?:passw(?:or)?d|passphrase|pwd|secret|[_-]key|(?:api|access|account|private|secret|signing|encryption)key|token|credentials?|[?&]sig|signature)["']?(?:\s?=\s?|:\s?(?=["'])|:(?!\s)))(?!\[redacted\])("[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s"',;&)}\]]{1,512})/gi,
    `$1${redacted}`,
  ],
  // `password: …` anyhow; `token: …` only before what is no word of a sentence or ends the line.
  [/(passw(?:or)?d:\s)(?!\[redacted\])([^\s"',;&)}\]]{1,512})/gi, `$1${redacted}`],
  [
    /((?:secret|[_-]key|apikey|token|credentials?):\s)(?!\[redacted\])((?=[^\s]{0,512}[0-9])[^\s"',;&)}\]]{6,512}|[^\s"',;&)}\]:]{1,512}$)/gim,
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
  const short = text.length <= 100;
  if (short && clean.has(text)) return text;
  if (!suspicious.test(text)) {
    if (short) clean.add(text);
    return text;
  }
  return withoutSecrets(text);
}

/** Names, reasons and labels come again with every event. */
const clean = new RecentTexts(1000);

function withoutSecrets(text: string): string {
  let masked = text;
  for (const [pattern, replacement] of rules) masked = masked.replace(pattern, replacement);
  return masked;
}

/** No rule has to see more of a text than this to know a secret. */
const longestSecret = 2048;

/**
 * The start of a text, printable and without secrets. A secret that the cut went through would no longer look
 * like one, so what may be the beginning of one is left out; nor would one with a control character inside.
 */
export function safeStart(text: string, length: number, redactWhole: Redact): string {
  if (text.length <= length) return redactWhole(printable(text));
  const start = text.slice(0, length);
  const lastWord = start.search(/\S*$/);
  return redactWhole(printable(start.slice(0, Math.max(lastWord, length - longestSecret, 0))));
}

/** Takes out what looks like a secret anywhere, and what the patterns match. */
export function createRedact(patterns: readonly LinearPattern[]): Redact {
  if (patterns.length === 0) return redact;
  return (text) => {
    let clean = redact(text);
    for (const pattern of patterns) clean = pattern.replaceIn(clean, redacted);
    return clean;
  };
}

/** What at least one rule needs to find; most messages have none of it and cost one look. */
const suspicious =
  /-----BEGIN|:\/\/[^\s/]*@|hooks\.slack|webhooks|bearer|basic|cookie|authorization|x-[a-z-]{0,40}(?:auth|signature)|eyJ|AKIA|ASIA|AIza|gh[oprsu]_|github_pat_|gl(?:pat|dt|ptt|rt)-|sntr|xox|xapp-|_live_|_test_|sk-|whsec_|lin_api|hvs\.|ya29|SG\.|dp\.pt|npm_|pypi-|hf_|dop_v1|dckr_|shpat|ATATT|AGE-|:AA|"auth"|passw|passphrase|pwd|secret|key|token|credential|dsn|[?&]sig|signature/i;
