import type { DescribeOptions } from '../describe/describe.ts';
import type { Levels } from '../describe/level.ts';
import { createRedact } from '../describe/redact.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import type { CompilePattern } from './pattern-engine.ts';
import { readPatterns } from './read-filter.ts';
import { variables } from './variables.ts';

export type Describing = Required<
  Pick<DescribeOptions, 'groupByCluster' | 'levels' | 'originalTags' | 'redact'>
>;

/** What the issues look like, from the variables that say so. */
export function readDescribing(reader: EnvironmentReader, compile: CompilePattern): Describing {
  return {
    groupByCluster: reader.flag(variables.groupByCluster),
    levels: levels(reader),
    originalTags: reader.flag(variables.originalTags),
    redact: createRedact(readPatterns(reader, variables.redactPatterns, compile)),
  };
}

const accepted = ['fatal', 'error', 'warning', 'info', 'debug'] as const;

function levels(reader: EnvironmentReader): Levels {
  const found = new Map<string, (typeof accepted)[number]>();
  for (const entry of reader.list(variables.levels)) {
    const [reason = '', word = ''] = entry.split('=', 2).map((part) => part.trim());
    const level = accepted.find((choice) => choice === word.toLowerCase());
    if (reason === '' || level === undefined)
      reader.refuse(variables.levels, JSON.stringify(entry.slice(0, 80)));
    else found.set(reason.toLowerCase(), level);
  }
  return found;
}
