import type { IResolver, ResolutionContext } from 'cdk8s';
import { Expression } from './expression.ts';
import { text } from './functions.ts';
import { isNode, type Node } from './node.ts';
import { SynthError } from './synth-error.ts';

const open = '\uE000';
const close = '\uE001';
const token = new RegExp(`${open}([0-9]+)${close}`, 'g');

/**
 * Nodes travel through cdk8s as opaque text: private-use characters round an index survive resolving, sorting,
 * sanitizing and the typed layer of cdk8s-plus, and cannot meet a user's text.
 */
export class Tokens implements IResolver {
  readonly #nodes: Node[] = [];

  /** The text that stands for a node where a library wants a string. */
  textOf(node: Node): string {
    this.#nodes.push(node);
    return `${open}${this.#nodes.length - 1}${close}`;
  }

  /** Called by cdk8s for every value of every object. */
  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (isNode(value)) context.replaceValue(this.textOf(value));
  }

  /** The node behind a text that is a token, an expression for text with tokens inside, or the text itself. */
  nodeOf(value: string, path: string): Node | string {
    const matches = [...value.matchAll(token)];
    if (matches.length === 0) return value;
    const nodes = matches.map((match) => this.#at(Number(match[1]), path));
    const [first] = nodes;
    if (first !== undefined && matches[0]?.[0] === value) return first;
    return text(
      templateStrings(value.split(token).filter((_, index) => index % 2 === 0)),
      ...nodes.map((node) => expression(node, path)),
    );
  }

  #at(index: number, path: string): Node {
    const node = this.#nodes[index];
    if (node === undefined)
      throw new SynthError('TOKEN_LEFT', path, `token ${index} belongs to another chart`);
    return node;
  }
}

function expression(node: Node, path: string): Expression {
  if (node instanceof Expression) return node;
  throw new SynthError('ENTRY_NOT_PRINTABLE', path, 'only an expression can stand inside text');
}

function templateStrings(parts: readonly string[]): TemplateStringsArray {
  return Object.assign([...parts], { raw: parts });
}
