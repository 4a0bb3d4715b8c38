import type { HelmValue } from '../strvals/value.ts';

/** Offsets into the file's text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a scalar is written; a block is `|` or `>`. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The text as YAML decodes it. */
  readonly text: string;
  /** The value as Helm takes it. */
  readonly value: HelmValue;
}

export interface MapEntry {
  readonly key: ScalarNode;
  /** The key as Helm names it: `yes:` is the key "true". */
  readonly name: string;
  readonly value: ValueNode;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly ValueNode[];
}

/** `*anchor`; its target is walked where the anchor stands. */
export interface AliasNode extends Span {
  readonly kind: 'alias';
  readonly target: ValueNode;
}

export type ValueNode = ScalarNode | MapNode | ListNode | AliasNode;

/** One `---` document of a file. */
export interface DocumentNode extends Span {
  readonly root: ValueNode | undefined;
}

/** A node with its alias followed. */
export function followed(node: ValueNode): Exclude<ValueNode, AliasNode> {
  return node.kind === 'alias' ? followed(node.target) : node;
}
