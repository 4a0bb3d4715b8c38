import type { LinearPattern } from '../linear-pattern.ts';
import type { Environment } from './environment-reader.ts';
import { variables } from './variables.ts';

/** @throws TypeError that says what is wrong with the pattern */
export type CompilePattern = (source: string) => LinearPattern;

/** What compiles the patterns of an environment. It takes 2 MiB, so that without any pattern it is not loaded. */
export async function patternEngine(env: Environment): Promise<CompilePattern> {
  const { filterMessages, onlyMessages, redactPatterns } = variables;
  const isSet = [filterMessages, onlyMessages, redactPatterns].some(({ name }) => Boolean(env[name]?.trim()));
  if (!isSet) return noPattern;
  const { linearPattern } = await import('../linear-pattern.ts');
  return linearPattern;
}

function noPattern(): never {
  throw new Error('a pattern came up in an environment that had none');
}
