import { type FlagWord, isOpen, type ToolCommand } from '../command-line/tool-command.ts';
import { type Assignment, type GivenText, isIndex, isKey, type KeyStep, type Step } from '../strvals/flag.ts';

export interface Given {
  readonly flag: FlagWord;
  readonly assignment: Assignment;
  /** Place in the flag. */
  readonly index: number;
}

export function* assignments(command: ToolCommand): Iterable<Given> {
  for (const flag of command.flags)
    for (const [index, assignment] of flag.parsed.assignments.entries()) yield { flag, assignment, index };
}

/** Each text that a flag gives: its scalar, or the items of its list. */
export function* texts(command: ToolCommand): Iterable<Given & { readonly text: GivenText }> {
  for (const given of assignments(command)) {
    const { assignment, flag } = given;
    const value = assignment.given;
    const items = value?.form === 'list' ? value.items : value?.form === 'text' ? [value] : [];
    for (const text of items) if (!isOpen(flag, text)) yield { ...given, text };
  }
}

export function keySteps(path: readonly Step[]): readonly KeyStep[] {
  return path.filter(isKey);
}

/** The keys of a path up to its first index. */
export function keysOf(path: readonly Step[]): readonly string[] {
  const end = path.findIndex((step) => !isKey(step));
  return keySteps(end < 0 ? path : path.slice(0, end)).map(({ key }) => key);
}

/** A path as a person writes it: dots inside a key are shown in quotes. */
export function pathText(path: readonly Step[]): string {
  return path
    .map((step) => {
      if (isIndex(step)) return `[${step.index}]`;
      if (!isKey(step)) return '';
      return /[.\s]/.test(step.key) || step.key === '' ? `."${step.key}"` : `.${step.key}`;
    })
    .join('')
    .replace(/^\./, '');
}
