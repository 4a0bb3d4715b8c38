import { Expression, type Kind, ROOT } from './expression.ts';

/** Helm's functions as typed expressions; each keeps track of the values it reads. */
export type Operand = Expression | string | number | boolean;

export const release = {
  name: new Expression('string', `${ROOT}.Release.Name`),
  namespace: new Expression('string', `${ROOT}.Release.Namespace`),
  service: new Expression('string', `${ROOT}.Release.Service`),
} as const;

export const chart = {
  name: new Expression('string', `${ROOT}.Chart.Name`),
  version: new Expression('string', `${ROOT}.Chart.Version`),
  appVersion: new Expression('string', `${ROOT}.Chart.AppVersion`),
} as const;

/** A named template; one of kind map or list is finished YAML text, which the printer indents. */
export function include(name: string): Expression<'string'>;
export function include<K extends 'string' | 'map' | 'list'>(name: string, kind: K): Expression<K>;
export function include(name: string, kind: 'string' | 'map' | 'list' = 'string'): Expression {
  return new Expression(kind, `include ${goString(name)} ${ROOT}`, [], kind === 'string' ? 'data' : 'yaml');
}

/** Text with expressions inside, as one printf: two bare actions in one scalar would break on `x: y`. */
export function text(parts: TemplateStringsArray, ...operands: readonly Operand[]): Expression<'string'> {
  const format = parts.reduce((sum, part, index) => `${sum}${verb(operands[index - 1])}${percent(part)}`, '');
  const dynamic = operands.filter((operand) => operand instanceof Expression);
  const args = dynamic.map((operand) =>
    isNumeric(operand) ? `(int64 ${argument(operand)})` : argument(operand),
  );
  return new Expression('string', ['printf', goString(format), ...args].join(' '), usesOf(operands));
}

export function defaultTo(fallback: Operand, value: Expression<'string'>): Expression<'string'> {
  return call('string', 'default', fallback, value);
}

export function ifElse(condition: Expression, then: Operand, otherwise: Operand): Expression<'string'> {
  return call('string', 'ternary', then, otherwise, condition);
}

export function not(condition: Operand): Expression<'boolean'> {
  return call('boolean', 'not', condition);
}

export function and(...conditions: readonly Operand[]): Expression<'boolean'> {
  return call('boolean', 'and', ...conditions);
}

export function or(...conditions: readonly Operand[]): Expression<'boolean'> {
  return call('boolean', 'or', ...conditions);
}

export function eq(left: Operand, right: Operand): Expression<'boolean'> {
  return call('boolean', 'eq', left, right);
}

export function ne(left: Operand, right: Operand): Expression<'boolean'> {
  return call('boolean', 'ne', left, right);
}

/** Whether a list holds an element. */
export function has(element: Operand, list: Expression<'list'>): Expression<'boolean'> {
  return call('boolean', 'has', element, list);
}

/** Whether a value, as text, is one of these. */
export function isOneOf(value: Expression, choices: readonly string[]): Expression<'boolean'> {
  return has(text`${value}`, call('list', 'list', ...choices));
}

export function gt(left: Operand, right: Operand): Expression<'boolean'> {
  return call(
    'boolean',
    'gt',
    ...[left, right].map((side) => (isNumeric(side) ? call('integer', 'int64', side) : side)),
  );
}

/** Cuts to `length` and drops a trailing dash, so that a suffix fits into the limit of a name. */
export function cut(value: Expression<'string'>, length: number): Expression<'string'> {
  return call('string', 'trimSuffix', '-', call('string', 'trunc', length, value));
}

export function sha256(value: Expression<'string'>): Expression<'string'> {
  return call('string', 'sha256sum', value);
}

export function b64enc(value: Expression<'string'>): Expression<'string'> {
  return call('string', 'b64enc', value);
}

export function join(separator: string, value: Expression<'list'>): Expression<'string'> {
  return call('string', 'join', separator, value);
}

export function splitList(separator: string, value: Expression<'string'>): Expression<'list'> {
  return call('list', 'splitList', separator, value);
}

/** The integers from 0 up to, without, `count`. */
export function until(count: Expression<'integer'>): Expression<'list'> {
  return new Expression('list', `until (int ${argument(count)})`, count.uses);
}

export function multiply(left: Operand, right: Operand): Expression<'integer'> {
  return call('integer', 'mul', left, right);
}

/** The text of a file that the chart carries outside of templates/. */
export function filesGet(path: string): Expression<'string'> {
  return new Expression('string', `${ROOT}.Files.Get ${goString(path)}`);
}

/** Whether the cluster serves an API, such as `monitoring.coreos.com/v1`. */
export function serves(apiVersion: string): Expression<'boolean'> {
  return new Expression('boolean', `${ROOT}.Capabilities.APIVersions.Has ${goString(apiVersion)}`);
}

function call<K extends Kind>(kind: K, name: string, ...operands: readonly Operand[]): Expression<K> {
  return new Expression(kind, [name, ...operands.map(argument)].join(' '), usesOf(operands));
}

/** An operand as a function's argument: in parentheses unless it is one word. */
function argument(operand: Operand): string {
  if (typeof operand === 'string') return goString(operand);
  if (!(operand instanceof Expression)) return String(operand);
  return /^\S+$/.test(operand.text) ? operand.text : `(${operand.text})`;
}

function usesOf(operands: readonly Operand[]): readonly string[] {
  return operands.flatMap((operand) => (operand instanceof Expression ? operand.uses : []));
}

/** How an operand appears in a printf format; what is no expression is part of the format itself. */
function verb(operand: Operand | undefined): string {
  if (operand === undefined) return '';
  if (!(operand instanceof Expression)) return percent(String(operand));
  if (operand.kind === 'string') return '%s';
  return isNumeric(operand) ? '%d' : '%v';
}

function percent(literal: string): string {
  return literal.replaceAll('%', '%%');
}

function isNumeric(operand: Operand | undefined): boolean {
  return operand instanceof Expression && (operand.kind === 'integer' || operand.kind === 'number');
}

/** A Go string literal; JSON's escapes are a subset of Go's for well-formed text. */
export function goString(value: string): string {
  return JSON.stringify(value);
}
