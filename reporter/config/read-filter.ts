import type { LinearPattern } from '../linear-pattern.ts';
import type { FilterOptions, LeastCounts } from '../policy/filter.ts';
import { namesOf } from '../policy/names.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import type { CompilePattern } from './pattern-engine.ts';
import { type Variable, variables } from './variables.ts';

/** What is reported and what is not, from the variables that say so. */
export function readFilter(reader: EnvironmentReader, compile: CompilePattern): FilterOptions {
  const names = (variable: Variable) => namesOf(reader.list(variable));
  return {
    reasons: names(variables.filterReasons),
    sources: names(variables.filterSources),
    namespaces: names(variables.filterNamespaces),
    kinds: names(variables.filterKinds),
    messages: readPatterns(reader, variables.filterMessages, compile),
    only: {
      reasons: names(variables.onlyReasons),
      sources: names(variables.onlySources),
      kinds: names(variables.onlyKinds),
      messages: readPatterns(reader, variables.onlyMessages, compile),
    },
    leastCounts: leastCounts(reader),
  };
}

/** So many patterns are looked for in each message that the time stays within a few milliseconds. */
const mostPatterns = 20;

/** The patterns of a variable, one a line. */
export function readPatterns(
  reader: EnvironmentReader,
  variable: Variable,
  compile: CompilePattern,
): readonly LinearPattern[] {
  const lines = reader.lines(variable);
  if (lines.length > mostPatterns) reader.refuse(variable, `${lines.length} lines`);
  return lines.slice(0, mostPatterns).flatMap((line, at) => {
    try {
      return [compile(line)];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      reader.refuse(variable, `no pattern in line ${at + 1}: ${why}`);
      return [];
    }
  });
}

function leastCounts(reader: EnvironmentReader): LeastCounts {
  const byReason = new Map<string, number>();
  let usual = 1;
  for (const entry of reader.list(variables.leastCounts)) {
    const [, reason, digits] = /^(?:([^=\s]+)\s*=\s*)?([0-9]{1,9})$/.exec(entry) ?? [];
    const count = Number(digits);
    if (!(count >= 1)) reader.refuse(variables.leastCounts, JSON.stringify(entry.slice(0, 80)));
    else if (reason === undefined || reason === '*') usual = count;
    else byReason.set(reason.toLowerCase(), count);
  }
  return { usual, byReason };
}
