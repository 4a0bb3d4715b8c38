import { RE2JS } from 're2js';

/** A regular expression from outside, whose time grows with the text and never explodes. */
export interface LinearPattern {
  readonly source: string;
  matches(text: string): boolean;
  /** The text with each match replaced; groups and dollars in `by` mean nothing. */
  replaceIn(text: string, by: string): string;
}

const longestSource = 500;

/**
 * In the syntax of RE2, which Go and Kubernetes tools use: no look-around and no references back, so that
 * matching is linear; a pattern that would compile into too large a program is refused as well.
 *
 * @throws TypeError that says what is wrong with the pattern
 */
export function linearPattern(source: string): LinearPattern {
  if (source.length > longestSource) throw new TypeError(`longer than ${longestSource} characters`);
  const compiled = compile(source);
  if (compiled.matcher('').find()) throw new TypeError('it matches the empty text, and so every text');
  return {
    source,
    matches: (text) => compiled.matcher(text).find(),
    replaceIn: (text, by) => compiled.matcher(text).replaceAll(RE2JS.quoteReplacement(by)),
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TypeError(`${why.replace('error parsing regexp: ', '')} (RE2 syntax)`);
  }
}
