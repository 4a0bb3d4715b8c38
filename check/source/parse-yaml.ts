import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import type { HelmValue } from '../strvals/value.ts';
import { limits as defaultLimits, type Limits } from './limits.ts';
import type { DocumentNode, MapEntry, ScalarNode, ScalarStyle, Span, ValueNode } from './node.ts';
import { plainScalar } from './plain-scalar.ts';
import { SourceError } from './source-error.ts';
import { keyName, taggedScalar } from './tagged-scalar.ts';

/**
 * The documents of a YAML text with the place of every value, and each value as Helm takes it. Throws a
 * SourceError for what is no YAML, nests too deeply, or grows beyond the limits when aliases are followed.
 */
export function parseYaml(
  text: string,
  file: string,
  limits: Limits = defaultLimits,
): readonly DocumentNode[] {
  return new Builder(text, file, limits).documents(events(text, file, limits));
}

function events(text: string, file: string, limits: Limits): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth: limits.depth });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const offset = cause.mark?.position;
    const place = offset === undefined ? { cause } : { cause, offset: Math.min(offset, text.length) };
    if (/depth/i.test(cause.reason))
      throw new SourceError('TOO_DEEP', file, `nested more than ${limits.depth} levels deep`, place);
    throw new SourceError('NOT_YAML', file, `no valid YAML: ${cause.reason}`, place);
  }
}

/** A collection that is still open, with what is known of it so far. */
interface Open {
  readonly kind: 'map' | 'list';
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string | undefined;
  readonly items: ValueNode[];
  end: number;
  size: number;
}

class Builder {
  readonly #text: string;
  readonly #file: string;
  readonly #limits: Limits;
  readonly #open: Open[] = [];
  #anchors = new Map<string, { readonly node: ValueNode; readonly size: number }>();
  #root: ValueNode | undefined;

  constructor(text: string, file: string, limits: Limits) {
    this.#text = text;
    this.#file = file;
    this.#limits = limits;
  }

  documents(all: readonly Event[]): DocumentNode[] {
    const documents: DocumentNode[] = [];
    let from = 0;
    for (const event of all) {
      if (event.type === EVENT_ID.DOCUMENT) {
        this.#anchors = new Map();
        this.#root = undefined;
      } else if (event.type === EVENT_ID.SCALAR) this.#scalar(event);
      else if (event.type === EVENT_ID.ALIAS) this.#alias(event);
      else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
        this.#open.push({
          kind: event.type === EVENT_ID.MAPPING ? 'map' : 'list',
          start: event.start,
          flow: event.style === COLLECTION_STYLE.FLOW,
          anchor: this.#name(event),
          items: [],
          end: event.start,
          size: 1,
        });
      } else if (this.#open.length > 0) this.#close();
      else {
        const root: ValueNode | undefined = this.#root;
        const end = root?.end ?? from;
        documents.push({ root, start: root?.start ?? from, end });
        from = end;
      }
    }
    return documents;
  }

  #scalar(event: ScalarEvent): void {
    const absent = event.valueStart < 0;
    const here = this.#open.at(-1)?.end ?? 0;
    const start = absent ? here : event.valueStart;
    const end = absent ? here : event.valueEnd;
    const text = absent ? '' : getScalarValue(this.#text, event);
    const style = styles[event.style] ?? 'plain';
    const tag = event.tagStart < 0 ? undefined : this.#text.slice(event.tagStart, event.tagEnd);
    const value: HelmValue =
      tag === undefined ? (style === 'plain' ? plainScalar(text) : text) : taggedScalar(tag, text, style);
    const quote = style === 'single' || style === 'double' ? 1 : 0;
    const node: ScalarNode = { kind: 'scalar', style, text, value, start: start - quote, end: end + quote };
    this.#add(node, this.#name(event), 1);
  }

  #alias(event: { readonly anchorStart: number; readonly anchorEnd: number }): void {
    const name = this.#name(event) ?? '';
    const span = { start: event.anchorStart - 1, end: event.anchorEnd };
    const found = this.#anchors.get(name);
    if (found === undefined) {
      const open = this.#open.some(({ anchor }) => anchor === name);
      const options = { offset: span.start };
      if (open)
        throw new SourceError('CYCLIC_ALIAS', this.#file, `*${name} stands inside what it names`, options);
      throw new SourceError('NOT_YAML', this.#file, `*${name} names no anchor above it`, options);
    }
    this.#add({ kind: 'alias', target: found.node, ...span }, undefined, found.size);
  }

  #close(): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    const { kind, flow, start, items, anchor, size } = open;
    const end = flow ? this.#closingBracket(open.end) : open.end;
    const node: ValueNode =
      kind === 'list'
        ? { kind, flow, items, start, end }
        : { kind, flow, entries: entries(items), start, end };
    this.#add(node, anchor, size);
  }

  #add(node: ValueNode, anchor: string | undefined, size: number): void {
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size });
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      this.#root = node;
      return;
    }
    parent.items.push(node);
    parent.end = Math.max(parent.end, node.end);
    parent.size += size;
    if (parent.size > this.#limits.values)
      throw new SourceError(
        'ALIAS_BOMB',
        this.#file,
        `holds more than ${this.#limits.values} values when its aliases are followed`,
        { offset: node.start },
      );
  }

  #name({
    anchorStart,
    anchorEnd,
  }: {
    readonly anchorStart: number;
    readonly anchorEnd: number;
  }): string | undefined {
    return anchorStart < 0 ? undefined : this.#text.slice(anchorStart, anchorEnd);
  }

  /** A flow collection's event does not say where it ends: its bracket follows blanks, comments and commas. */
  #closingBracket(from: number): number {
    let at = from;
    while (at < this.#text.length) {
      const character = this.#text[at];
      if (character === ']' || character === '}') return at + 1;
      if (character === '#') {
        const line = this.#text.indexOf('\n', at);
        at = line < 0 ? this.#text.length : line;
      } else at++;
    }
    return from;
  }
}

const styles: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
};

/** Keys and values come in turn; a key that is no scalar keeps its place and an empty name. */
function entries(items: readonly ValueNode[]): MapEntry[] {
  const found: MapEntry[] = [];
  for (let index = 0; index + 1 < items.length; index += 2) {
    const [key, value] = [items[index], items[index + 1]];
    if (key === undefined || value === undefined) continue;
    const scalar = keyScalar(key);
    found.push({ key: scalar, name: keyName(scalar), value });
  }
  return found;
}

function keyScalar(node: ValueNode): ScalarNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'alias' && node.target.kind === 'scalar') return { ...node.target, ...span(node) };
  return { kind: 'scalar', style: 'plain', text: '', value: '', ...span(node) };
}

function span({ start, end }: Span): Span {
  return { start, end };
}
