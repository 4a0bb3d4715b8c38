import { applyAssignment } from './apply.ts';
import {
  type Flag,
  type FlagKind,
  flagKinds,
  type Generation,
  type Given,
  type ParsedFlag,
  StrvalsError,
} from './flag.ts';
import { mergeMaps } from './merge-maps.ts';
import { parseSet } from './set.ts';
import { parseSetFile } from './set-file.ts';
import { parseSetJson } from './set-json.ts';
import { parseSetLiteral } from './set-literal.ts';
import { parseSetString } from './set-string.ts';
import { copyMap, type HelmMap, type HelmValue, isMap } from './value.ts';

/** The content of a file that --set-file names; throws where it cannot be read. */
export type ReadFile = (path: string) => string;

export interface MergeOptions {
  readonly readFile: ReadFile;
  readonly generation?: Generation;
}

export function parse(flag: Flag, generation: Generation = 'helm 4'): ParsedFlag {
  return parsers[flag.kind](flag.text, generation);
}

const parsers: Readonly<Record<FlagKind, (text: string, generation: Generation) => ParsedFlag>> = {
  'set-json': parseSetJson,
  set: parseSet,
  'set-string': parseSetString,
  'set-file': parseSetFile,
  'set-literal': parseSetLiteral,
};

/**
 * The values that Helm makes of value files and flags: files first, then the flags kind by kind, left to right
 * within a kind. Throws a StrvalsError where Helm refuses a flag.
 */
export function mergeFlags(
  files: readonly HelmMap[],
  flags: readonly Flag[],
  options: MergeOptions,
): HelmMap {
  let values = files.reduce<HelmMap>((base, file) => mergeMaps(base, copyMap(file)), new Map());
  for (const flag of inOrder(flags)) {
    const parsed = parse(flag, options.generation);
    for (const assignment of parsed.assignments)
      applyAssignment(values, assignment, (given) => valueOfGiven(given, flag.kind, options.readFile));
    if (parsed.error !== undefined) throw new StrvalsError(parsed.error);
    if (isMap(parsed.object?.value)) values = mergeMaps(values, copyMap(parsed.object.value));
  }
  return values;
}

/** The flags in the order in which Helm applies them. */
export function inOrder<T extends Flag>(flags: readonly T[]): readonly T[] {
  return flagKinds.flatMap((kind) => flags.filter((flag) => flag.kind === kind));
}

function valueOfGiven(given: Given, kind: FlagKind, readFile: ReadFile): HelmValue {
  const read = (value: HelmValue) => {
    if (kind !== 'set-file' || typeof value !== 'string') return value;
    try {
      return readFile(value);
    } catch (cause) {
      const { start, end } = given;
      const message = `cannot read the file ${JSON.stringify(value)}`;
      throw new StrvalsError({ code: 'UNREADABLE_FILE', start, end, message }, { cause });
    }
  };
  if (given.form === 'list') return given.items.map((item) => read(item.value));
  return read(given.value);
}
