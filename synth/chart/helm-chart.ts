import { ApiObject, type App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Expression } from '../template/expression.ts';
import { inScope } from '../template/expression.ts';
import { goString } from '../template/functions.ts';
import { print } from '../template/printer.ts';
import type { Tokens } from '../template/tokens.ts';
import { checkValues } from '../values/check.ts';
import { renderSchema } from '../values/schema.ts';
import type { Values } from '../values/spec.ts';
import { renderValuesYaml } from '../values/values-yaml.ts';
import { inAuthorsOrder } from './authors-order.ts';
import { type ChartMetadata, renderChartYaml } from './metadata.ts';
import type { Release } from './release.ts';
import { checkUses, valuePathsIn } from './value-uses.ts';

/** The least a manifest says about itself; its author has checked the rest as a Manifest<Kind>. */
interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
}

export interface TemplateOptions {
  /** The whole file stands under this condition. */
  readonly when?: Expression;
  /** One object per element of a list; the variable is what the manifest was built with. */
  readonly each?: { readonly variable: Expression; readonly of: Expression<'list'> };
}

/** What a release cannot work with, and the sentence that says what to do instead. */
export interface Guard {
  readonly when: Expression;
  readonly message: string | Expression<'string'>;
}

export interface HelmChartOptions {
  readonly metadata: ChartMetadata;
  readonly values: Values;
  readonly release: Release;
  /** Where the sources stand, as the generated files name it. */
  readonly source: string;
}

/**
 * A cdk8s chart that synthesizes to a Helm chart: one template file per object, and the files that come from
 * the values spec. Its constructor creates nothing; each object is added with its file's name.
 */
export class HelmChart extends Chart {
  readonly #options: HelmChartOptions;
  readonly #tokens: Tokens;
  readonly #files = new Map<string, string>();
  readonly #uses = new Set<string>();

  constructor(app: App, tokens: Tokens, options: HelmChartOptions) {
    super(app, options.metadata.name);
    this.#options = options;
    this.#tokens = tokens;
    checkValues(options.metadata.name, options.values);
  }

  /** Adds `templates/<file>` with one object, raw and typed. */
  template(file: string, manifest: KubernetesObject, options: TemplateOptions = {}): void {
    const { apiVersion, kind, metadata, ...rest } = manifest;
    const object = new ApiObject(this, file, { apiVersion, kind, metadata: { name: file }, ...rest });
    this.construct(file, object, metadata, options);
  }

  /**
   * Adds `templates/<file>` with an object that a construct library made. Metadata is the author's own,
   * because cdk8s spreads labels and annotations into plain maps, which no template node survives.
   */
  construct(file: string, construct: Construct, metadata: unknown, options: TemplateOptions = {}): void {
    const object = ApiObject.of(construct);
    const resolved: Record<string, unknown> = inAuthorsOrder(() => object.toJson());
    this.#addTemplate(file, { ...resolved, metadata }, options);
  }

  /** Adds `templates/<file>`, which renders nothing but stops a render that a guard refuses. */
  guards(file: string, guards: readonly Guard[]): void {
    const lines = guards.flatMap(({ when, message }) => {
      const uses = typeof message === 'string' ? when.uses : [...when.uses, ...message.uses];
      for (const use of uses) this.#uses.add(use);
      const text = typeof message === 'string' ? goString(message) : `(${inScope(message.text, 'root')})`;
      return conditional(`{{- fail ${text} }}`, when);
    });
    this.#files.set(`templates/${file}`, [this.#header(), ...lines, ''].join('\n'));
  }

  /** Adds a file as it is, such as a bundle under `files/` or an example under `ci/`. */
  file(path: string, content: string): void {
    this.#files.set(path, content);
  }

  /** Adds template text that was written as text: named templates and notes. */
  text(path: string, content: string): void {
    for (const use of valuePathsIn(content)) this.#uses.add(use);
    this.#files.set(path, content);
  }

  /**
   * Adds `templates/<file>` with a part of a manifest under a name, for what is used in more than one way, such as
   * a spec and its hash.
   */
  named(file: string, name: string, doc: string, part: { readonly [key: string]: unknown }): void {
    const printed = print(part, { path: `${this.node.path}/${file}`, scope: 'root', tokens: this.#tokens });
    for (const use of printed.uses) this.#uses.add(use);
    const body = `{{/*\n${doc}\n*/}}\n{{- define "${name}" -}}\n${printed.text.trimEnd()}\n{{- end }}\n`;
    this.#files.set(`templates/${file}`, `${this.#header()}\n${body}`);
  }

  /** All files of the chart by path, once everything has been added. */
  files(): ReadonlyMap<string, string> {
    const { metadata, values, release, source } = this.#options;
    checkUses(metadata.name, values.members, this.#uses);
    const header = `Values of the chart ${metadata.name}. Generated from ${source}/values.ts.`;
    return new Map([
      ['Chart.yaml', renderChartYaml(metadata, release)],
      ['values.yaml', renderValuesYaml(header, values.members)],
      ['values.schema.json', `${JSON.stringify(renderSchema(metadata.name, values), null, 2)}\n`],
      ...this.#files,
    ]);
  }

  #addTemplate(file: string, manifest: { readonly [key: string]: unknown }, options: TemplateOptions): void {
    const scope = options.each === undefined ? 'root' : 'loop';
    const path = `${this.node.path}/${file}`;
    const printed = print(manifest, { path, scope, tokens: this.#tokens });
    for (const expression of [options.when, options.each?.of]) {
      for (const use of expression?.uses ?? []) this.#uses.add(use);
    }
    for (const use of printed.uses) this.#uses.add(use);
    this.#files.set(`templates/${file}`, [this.#header(), ...guarded(printed.text, options)].join('\n'));
  }

  #header(): string {
    return `{{- /* Generated from ${this.#options.source}; changes here are overwritten. */}}`;
  }
}

function guarded(text: string, options: TemplateOptions): readonly string[] {
  return [...conditional(looped(text.trimEnd(), options.each), options.when), ''];
}

function looped(text: string, each: TemplateOptions['each']): string {
  if (each === undefined) return text;
  return `{{- range ${each.variable.text} := ${inScope(each.of.text, 'root')} }}\n---\n${text}\n{{- end }}`;
}

function conditional(text: string, condition: Expression | undefined): readonly string[] {
  if (condition === undefined) return [text];
  return [`{{- if ${inScope(condition.text, 'root')} }}`, text, '{{- end }}'];
}
