import {
  type Assignment,
  type Flag,
  type Generation,
  type Given,
  type ParsedFlag,
  type Span,
  type Step,
  type StrvalsCode,
  StrvalsError,
} from './flag.ts';
import { type Escapes, Scanner } from './scanner.ts';

/** What tells the flag kinds apart; their keys share one grammar. */
export interface Dialect {
  readonly generation: Generation;
  readonly escapes: Escapes;
  /** Characters that end a key. */
  readonly keyStops: string;
  /** Reads what follows `=`; undefined where the text ends there and Helm stops. */
  readonly readGiven: (scanner: Scanner) => Given | undefined;
}

/** Helm allows this many dots in one path. */
const deepest = 30;

/** Reads the assignments of one flag; a refusal is part of the result, with what was read before it. */
export function parseFlag(flag: Flag, dialect: Dialect): ParsedFlag {
  const scanner = new Scanner(flag.text);
  const assignments: Assignment[] = [];
  try {
    while (!scanner.atEnd) assignments.push(assignment(scanner, dialect));
    return { ...flag, assignments };
  } catch (error) {
    if (error instanceof StrvalsError) return { ...flag, assignments, error: error.problem };
    throw error;
  }
}

function assignment(scanner: Scanner, dialect: Dialect): Assignment {
  const start = scanner.position;
  const path = readPath(scanner, dialect);
  const last = path.at(-1);
  if (last !== undefined && 'ended' in last)
    return { path, start, end: scanner.position, endsAtEquals: false };
  const given = dialect.readGiven(scanner);
  const end = given?.end ?? scanner.position;
  const empty: Given = { form: 'text', raw: '', value: '', start: end, end };
  return { path, given: given ?? empty, start, end, endsAtEquals: given === undefined };
}

function readPath(scanner: Scanner, dialect: Dialect): Step[] {
  const path: Step[] = [];
  let dots = 0;
  let stop: string | undefined = '.';
  do {
    const beforeKey = stop === '.';
    const run = scanner.until(beforeKey ? dialect.keyStops : '[.=', dialect.escapes);
    if (beforeKey) path.push({ key: run.text, start: run.start, end: run.end });
    else if (run.text !== '')
      refuse('BAD_INDEX', run, `unexpected data at end of array index: ${quoted(run.text)}`);
    stop = run.stop;
    if (stop === ',') refuse('NO_VALUE', run, `key ${quoted(run.text)} has no value (cannot end with ,)`);
    if (stop === undefined) {
      if (run.text !== '') refuse('NO_VALUE', run, `key ${quoted(run.text)} has no value`);
      if (beforeKey) path.pop();
      path.push({ ended: beforeKey ? 'after-dot' : 'after-index' });
      return path;
    }
    if (stop === '[') {
      const step = readIndex(scanner, dialect);
      path.push(step);
      if ('ended' in step) return path;
    }
    if (stop === '.' && beforeKey && ++dots > deepest)
      refuse('TOO_DEEP', run, `value name nested level is greater than maximum supported nested level of 30`);
  } while (stop !== '=');
  return path;
}

function readIndex(scanner: Scanner, dialect: Dialect): Step {
  const run = scanner.until(']', dialect.escapes);
  if (run.stop === undefined) {
    if (dialect.generation === 'helm 4') return { ended: 'in-index' };
    refuse('BAD_INDEX', run, 'error parsing index: it has no ]');
  }
  if (!/^[-+]?[0-9]+$/.test(run.text) || !Number.isSafeInteger(Number(run.text)))
    refuse('BAD_INDEX', run, `error parsing index: ${quoted(run.text)} is no whole number`);
  const index = Number(run.text);
  if (index < 0) refuse('BAD_INDEX', run, `negative ${index} index not allowed`);
  return { index, start: run.start, end: run.end };
}

export function refuse(code: StrvalsCode, { start, end }: Span, message: string): never {
  throw new StrvalsError({ code, start, end, message });
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
