import { Expression } from './expression.ts';

/**
 * What may stand in a manifest beside plain data. The printer knows where each may stand: as the value of an
 * entry, as an item of a list, or as a part of a map's entries.
 */
export type Node = Expression | If | Present | Range | Splice | Entries | Block | Fail;

/** Anything the printer takes; the types in templated.ts are what authors see. */
export type Tree = unknown;

/** Without `otherwise` the whole entry or item is left out when the condition is false. */
export class If {
  readonly condition: Expression;
  readonly body: Tree;
  readonly otherwise: Tree | undefined;

  constructor(condition: Expression, body: Tree, otherwise?: Tree) {
    this.condition = condition;
    this.body = body;
    this.otherwise = otherwise;
  }
}

/** A value that is left out with its key when it is empty. */
export class Present {
  readonly expression: Expression;

  constructor(expression: Expression) {
    this.expression = expression;
  }
}

/** The items or entries of a loop; `key` and `value` are the loop's variables. */
export class Range {
  readonly over: Expression;
  readonly variables: { readonly key?: Expression<'string'>; readonly value: Expression };
  readonly body: { readonly item: Tree } | { readonly key: Expression; readonly value: Tree };

  constructor(over: Expression, variables: Range['variables'], body: Range['body']) {
    this.over = over;
    this.variables = variables;
    this.body = body;
  }
}

/** A list's items or a map's entries, put among others. */
export class Splice {
  readonly expression: Expression;

  constructor(expression: Expression) {
    this.expression = expression;
  }
}

/** A map of parts: plain entries, splices, loops and conditions. */
export class Entries {
  readonly parts: readonly Tree[];

  constructor(parts: readonly Tree[]) {
    this.parts = parts;
  }
}

/** Text as a literal block under its key. */
export class Block {
  readonly expression: Expression<'string'>;

  constructor(expression: Expression<'string'>) {
    this.expression = expression;
  }
}

/** Stops the render with a sentence that says what to do. */
export class Fail {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export function isNode(value: unknown): value is Node {
  return [Expression, If, Present, Range, Splice, Entries, Block, Fail].some((type) => value instanceof type);
}
