import type { FlagWord, ToolCommand } from '../command-line/tool-command.ts';
import {
  type Flag,
  isIndex,
  isKey,
  type ParsedFlag,
  type Span,
  StrvalsError,
  type StrvalsProblem,
} from '../strvals/flag.ts';
import { inOrder, mergeFlags, parse } from '../strvals/merge-flags.ts';
import { mergeMaps } from '../strvals/merge-maps.ts';
import { copyMap, type HelmMap, type HelmValue, isMap, sameValue } from '../strvals/value.ts';
import { overlay } from './overlay.ts';
import { splitSecrets } from './split-secrets.ts';

/** A flag that stays on the command line, and why. */
export interface Kept {
  readonly flag: FlagWord;
  readonly reason: string;
}

export interface Plan {
  readonly command: ToolCommand;
  readonly values: HelmMap;
  readonly secrets: HelmMap;
  readonly moved: readonly FlagWord[];
  readonly kept: readonly Kept[];
  /** Helm refuses the flags as they are, so there is nothing to be equal to. */
  readonly refused: StrvalsProblem | undefined;
}

/** What a plan needs from outside; both throw where a file cannot be read. */
export interface Surroundings {
  readonly readFile: (path: string) => string;
  readonly readValues: (path: string) => HelmMap;
}

interface Candidate extends Flag {
  readonly word: FlagWord;
  readonly parsed: ParsedFlag;
  readonly unknown: boolean;
}

/** Above this a number of a file may print in another way than one of a flag. */
const largestSafeNumber = 1_000_000n;

/**
 * Parts the flags of a command into what a values file can say, with the same result, and what must stay a
 * flag. `meant` gives the flag to take in the place of one that says something else.
 */
export function planCommand(
  command: ToolCommand,
  meant: (flag: FlagWord) => Flag,
  { readFile, readValues }: Surroundings,
): Plan {
  const files = readAll(command, readValues);
  const below = (files ?? []).reduce<HelmMap>((base, file) => mergeMaps(base, copyMap(file)), new Map());
  const candidates = command.flags.map((word) => candidate(word, meant(word)));
  const reasons = new Map<Candidate, string>();
  for (const flag of candidates) {
    const reason = reasonToKeep(flag, files === undefined, readFile);
    if (reason !== undefined) reasons.set(flag, reason);
  }
  keepWhatWouldOvertake(candidates, reasons);
  for (;;) {
    const moved = candidates.filter((flag) => !reasons.has(flag));
    const result = valuesOf(moved, below, readFile);
    const kept = candidates.flatMap((flag) => {
      const reason = reasons.get(flag);
      return reason === undefined ? [] : [{ flag: flag.word, reason }];
    });
    const base = { command, moved: moved.map(({ word }) => word), kept };
    if ('refused' in result)
      return { ...base, values: new Map(), secrets: new Map(), refused: result.refused };
    if (result.values !== undefined) return { ...base, ...splitSecrets(result.values), refused: undefined };
    // A map that set-json puts in the place of another can only stay a flag.
    const replacing = moved.filter(({ kind }) => kind === 'set-json');
    for (const flag of replacing.length > 0 ? replacing : moved)
      reasons.set(flag, 'it replaces a map of an earlier file, and files merge');
    keepWhatWouldOvertake(candidates, reasons);
  }
}

function candidate(word: FlagWord, flag: Flag): Candidate {
  return { ...flag, word, parsed: parse(flag), unknown: word.word.unknown.length > 0 };
}

function reasonToKeep(
  flag: Candidate,
  filesUnknown: boolean,
  readFile: Surroundings['readFile'],
): string | undefined {
  if (flag.unknown) return 'its value is known only when the command runs';
  const { assignments, object } = flag.parsed;
  if (filesUnknown) {
    if (assignments.some(({ path }) => path.some(isIndex)))
      return 'it changes a list of a values file that cannot be read here';
    if (
      flag.kind === 'set-json' &&
      (object !== undefined || assignments.some(({ given }) => given?.form === 'json' && isMap(given.value)))
    )
      return 'it may replace a map of a values file that cannot be read here';
  }
  const values = assignments.flatMap(({ given }) =>
    given === undefined ? [] : given.form === 'list' ? given.items.map(({ value }) => value) : [given.value],
  );
  const all = flag.parsed.object === undefined ? values : [...values, flag.parsed.object.value];
  if (all.some(printsOtherwise)) return 'a file may print this number in another way';
  if (flag.kind === 'set-file')
    for (const value of values) if (!isReadable(value, readFile)) return 'its file cannot be read here';
  return undefined;
}

function isReadable(path: HelmValue, readFile: Surroundings['readFile']): boolean {
  try {
    readFile(String(path));
    return true;
  } catch {
    return false;
  }
}

/** Whole numbers become floating point in a file, and the -0 of --set-json becomes 0. */
function printsOtherwise(value: HelmValue): boolean {
  if (typeof value === 'bigint') return value >= largestSafeNumber || value <= -largestSafeNumber;
  if (Array.isArray(value)) return value.some(printsOtherwise);
  return isMap(value) ? [...value.values()].some(printsOtherwise) : Object.is(value, -0);
}

/** Flags come after files, so a value that must beat a kept flag stays a flag as well. */
function keepWhatWouldOvertake(candidates: readonly Candidate[], reasons: Map<Candidate, string>): void {
  const order = inOrder(candidates);
  for (let changed = true; changed; ) {
    changed = false;
    const before: ParsedFlag[] = [];
    for (const flag of order) {
      if (!reasons.has(flag) && before.some((other) => meet(other, flag.parsed))) {
        reasons.set(flag, 'a flag that stays writes the same key before it');
        changed = true;
      }
      if (reasons.has(flag)) before.push(flag.parsed);
    }
  }
}

function meet(one: ParsedFlag, other: ParsedFlag): boolean {
  if (one.object !== undefined || other.object !== undefined) return true;
  return one.assignments.some((first) =>
    other.assignments.some((second) => overlap(steps(first.path), steps(second.path))),
  );
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((step, index) => step === other[index]);
}

function steps(path: ParsedFlag['assignments'][number]['path']): readonly string[] {
  return path.map((step) => (isKey(step) ? `.${step.key}` : isIndex(step) ? `[${step.index}]` : ''));
}

type Values = { readonly values: HelmMap | undefined } | { readonly refused: StrvalsProblem & Span };

/** What a file must hold so that it does over the earlier files what the flags did; undefined where none can. */
function valuesOf(moved: readonly Candidate[], below: HelmMap, readFile: Surroundings['readFile']): Values {
  try {
    const full = mergeFlags([below], moved, { readFile });
    const values = overlay(below, full);
    return { values: sameValue(mergeMaps(below, values), full) ? values : undefined };
  } catch (error) {
    if (error instanceof StrvalsError) return { refused: error.problem };
    throw error;
  }
}

function readAll(
  command: ToolCommand,
  readValues: Surroundings['readValues'],
): readonly HelmMap[] | undefined {
  if (command.secretFiles.length > 0) return undefined;
  try {
    return command.files.map((word) => {
      if (word.unknown.length > 0) throw new Error('the name is a variable');
      return readValues(word.text);
    });
  } catch {
    return undefined;
  }
}
