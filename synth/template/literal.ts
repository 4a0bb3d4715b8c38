import { isAmbiguous } from '../yaml/emit.ts';
import { SynthError } from './synth-error.ts';

/** How literal text stands in a template: on the key's line, or as a block below it. */
export type Literal =
  | { readonly form: 'line'; readonly text: string }
  | { readonly form: 'block'; readonly header: '|' | '|-'; readonly lines: readonly string[] };

/** Any literal value; text of several lines becomes a block where Helm's trimming cannot harm it. */
export function literal(value: string, path: string): Literal {
  refuseUnprintable(value, path);
  if (value.includes('\n') && isSafeBlock(value)) {
    const body = value.endsWith('\n') ? value.slice(0, -1) : value;
    const lines = body.split('\n').map(escapeActions);
    return { form: 'block', header: value.endsWith('\n') ? '|' : '|-', lines };
  }
  return { form: 'line', text: inline(value, path) };
}

/** Literal text on one line, as a key must be. */
export function inline(value: string, path: string): string {
  refuseUnprintable(value, path);
  return escapeActions(needsQuotes(value) ? quoted(value) : value);
}

/** Characters that YAML readers fold, drop or refuse when they stand unescaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to find
const special = /[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u2028\u2029\ufeff\ufffe\uffff]/;

function needsQuotes(value: string): boolean {
  return value.includes('\n') || special.test(value) || isAmbiguous(value);
}

/** JSON's escapes are a subset of YAML's; the rest of the special characters is escaped the same way. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(new RegExp(special, 'g'), (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/**
 * A control line behind a block trims blanks and empty lines before it, and a block that starts with a blank
 * needs an indentation indicator: such text is quoted instead.
 */
function isSafeBlock(value: string): boolean {
  if (special.test(value) || /^[ \n]/.test(value)) return false;
  return !/[ \n]\n?$/.test(value);
}

/** Literal braces would be executed; the rest of a run of braces is no action by itself. */
function escapeActions(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

function refuseUnprintable(value: string, path: string): void {
  if (!value.isWellFormed()) {
    throw new SynthError(
      'LONE_SURROGATE',
      path,
      'the text holds half of a surrogate pair, which YAML cannot carry',
    );
  }
  if (/[\ue000-\ue002]/.test(value)) {
    throw new SynthError(
      'RESERVED_CHARACTER',
      path,
      'the text holds U+E000 to U+E002, which stand for template nodes',
    );
  }
}
