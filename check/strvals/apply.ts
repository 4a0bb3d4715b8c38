import {
  type Assignment,
  type EndStep,
  type Given,
  isIndex,
  isKey,
  type Step,
  type StrvalsCode,
  StrvalsError,
} from './flag.ts';
import { type HelmMap, type HelmValue, isMap } from './value.ts';

/** Gives the value of an assignment; reads the file for --set-file. */
export type ContentOf = (given: Given) => HelmValue;

const largestIndex = 65_536;

/** Whether Helm went on after the assignment, or met the end of the text inside it and left the rest undone. */
type Outcome = 'done' | 'ended';

/** Writes one assignment into `data`, with Helm's own oddities; throws a StrvalsError where Helm refuses. */
export function applyAssignment(data: HelmMap, assignment: Assignment, content: ContentOf): void {
  new Writer(assignment, content).key(data, 0);
}

class Writer {
  readonly #assignment: Assignment;
  readonly #content: ContentOf;

  constructor(assignment: Assignment, content: ContentOf) {
    this.#assignment = assignment;
    this.#content = content;
  }

  key(data: HelmMap, at: number): Outcome {
    const step = this.#step(at);
    if (!isKey(step)) return 'ended';
    const next = this.#assignment.path[at + 1];
    if (isEnd(next, 'in-index')) return 'ended';
    if (isIndex(next)) return this.#listUnder(data, step.key, at + 1);
    if (next === undefined) {
      set(data, step.key, this.#value());
      return this.#assignment.endsAtEquals ? 'ended' : 'done';
    }
    return this.#mapUnder(data, step.key, at + 1);
  }

  #mapUnder(data: HelmMap, key: string, at: number): Outcome {
    const found = data.get(key);
    const inner = found === undefined ? new Map<string, HelmValue>() : found;
    if (!isMap(inner)) return this.#refuse('NOT_A_MAP', at - 1, `${named(key)} is no map`);
    const outcome = this.key(inner, at);
    if (outcome === 'done' && inner.size === 0)
      return this.#refuse('EMPTY_MAP', at - 1, `key map ${JSON.stringify(key)} has no value`);
    if (inner.size > 0) set(data, key, inner);
    return outcome;
  }

  #listUnder(data: HelmMap, key: string, at: number): Outcome {
    const found = data.get(key);
    const list = found === undefined ? [] : found;
    if (!Array.isArray(list)) return this.#refuse('NOT_A_LIST', at - 1, `${named(key)} is no list`);
    const outcome = this.#item(list, at);
    set(data, key, list);
    return outcome;
  }

  #item(list: HelmValue[], at: number): Outcome {
    const step = this.#step(at);
    if (!isIndex(step)) return 'ended';
    const { index } = step;
    const next = this.#assignment.path[at + 1];
    if (next === undefined) return this.#setItem(list, index, this.#value(), at);
    if (isEnd(next, 'in-index') || isEnd(next, 'after-index')) return 'ended';
    if (isIndex(next)) {
      const found = list[index] ?? [];
      if (!Array.isArray(found)) return this.#refuse('NOT_A_LIST', at, `item ${index} is no list`);
      if (this.#item(found, at + 1) === 'ended') return 'ended';
      return this.#setItem(list, index, found, at);
    }
    const found = list[index];
    const inner: HelmMap = isMap(found) ? found : new Map();
    if (index < list.length) list[index] = inner;
    if (this.key(inner, at + 1) === 'ended') return 'ended';
    return this.#setItem(list, index, inner, at);
  }

  #setItem(list: HelmValue[], index: number, value: HelmValue, at: number): Outcome {
    if (index > largestIndex)
      return this.#refuse('BAD_INDEX', at, `index of ${index} is greater than ${largestIndex}`);
    while (list.length <= index) list.push(null);
    list[index] = value;
    return 'done';
  }

  #step(at: number): Step {
    return this.#assignment.path[at] ?? { ended: 'after-dot' };
  }

  #value(): HelmValue {
    const { given, endsAtEquals } = this.#assignment;
    return given === undefined || endsAtEquals ? '' : this.#content(given);
  }

  #refuse(code: StrvalsCode, at: number, message: string): never {
    const { start, end } = this.#assignment;
    const step = this.#step(at);
    const span = 'start' in step ? { start: step.start, end: step.end } : { start, end };
    throw new StrvalsError({ code, message: `unable to parse key: ${message}`, ...span });
  }
}

function isEnd(step: Step | undefined, where: EndStep['ended']): boolean {
  return step !== undefined && 'ended' in step && step.ended === where;
}

/** Helm ignores an empty key. */
function set(data: HelmMap, key: string, value: HelmValue): void {
  if (key !== '') data.set(key, value);
}

function named(key: string): string {
  return `the value that ${JSON.stringify(key)} has already`;
}
