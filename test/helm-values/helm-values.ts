import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HelmValue, isMap } from '../../check/strvals/value.ts';
import { type Helm, runHelm } from '../tools/helm.ts';

/** Files of a scratch chart, by path, and files beside it that the flags may name. */
export interface ScratchFiles {
  readonly chart?: Readonly<Record<string, string>>;
  readonly beside?: Readonly<Record<string, string>>;
}

export interface Scratch extends AsyncDisposable {
  readonly folder: string;
  /** `.Values` as a template sees it, as JSON; or what helm said when it refused. */
  values(helm: Helm, args: readonly string[]): Promise<HelmAnswer>;
}

export type HelmAnswer = { readonly json: string } | { readonly refusal: string };

const dump = `apiVersion: v1
kind: ConfigMap
metadata: {name: dump}
data:
  values: "{{ .Values | toJson | b64enc }}"
`;

/** A chart that prints its values, for asking a real helm what it makes of flags and files. */
export async function scratch(files: ScratchFiles = {}): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'values-'));
  const all = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: scratch\nversion: 1.0.0\n',
    'chart/templates/dump.yaml': dump,
    ...Object.fromEntries(Object.entries(files.chart ?? {}).map(([path, text]) => [`chart/${path}`, text])),
    ...files.beside,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    folder,
    values: (helm, args) => ask(helm, folder, args),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function ask(helm: Helm, folder: string, args: readonly string[]): Promise<HelmAnswer> {
  const { code, stdout, stderr } = await runHelm(helm, ['template', 'r', 'chart', ...args], { cwd: folder });
  if (code !== 0) return { refusal: stderr };
  const encoded = /values: "(.*)"/.exec(stdout)?.[1];
  if (encoded === undefined) throw new Error(`${helm.name} printed no values: ${stdout}`);
  return { json: Buffer.from(encoded, 'base64').toString() };
}

/** The digits of a number, because JavaScript would round an int64. */
class Digits {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Whether our values are the ones that helm printed as JSON: every int64 to its last digit. */
export function sameAsJson(ours: HelmValue, json: string): boolean {
  const keepDigits = (_key: string, value: unknown, context?: { readonly source: string }): unknown =>
    typeof value === 'number' && context !== undefined ? new Digits(context.source) : value;
  return same(ours, JSON.parse(json, keepDigits));
}

function same(ours: HelmValue, theirs: unknown): boolean {
  if (theirs instanceof Digits)
    return typeof ours === 'bigint'
      ? ours === BigInt(theirs.source)
      : typeof ours === 'number' && ours === Number(theirs.source);
  if (Array.isArray(theirs))
    return (
      Array.isArray(ours) &&
      ours.length === theirs.length &&
      theirs.every((item, index) => same(ours[index] ?? null, item))
    );
  if (typeof theirs !== 'object' || theirs === null) return ours === theirs;
  const entries = Object.entries(theirs);
  return (
    isMap(ours) &&
    ours.size === entries.length &&
    entries.every(([key, value]) => ours.has(key) && same(ours.get(key) ?? null, value))
  );
}
