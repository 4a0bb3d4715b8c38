import { type Line, markdownTable } from '../markdown-table.ts';
import type { Accepted, Mistakes } from './accepted.ts';
import type { PackageFigures } from './package.ts';
import type { RenderFigures } from './renders.ts';

export interface ChartFigures extends PackageFigures, RenderFigures, Mistakes {
  /** Of `helm template`, by each helm: milliseconds, and times those of an empty chart. */
  readonly times: readonly { readonly median: number; readonly ratio: number }[];
}

const lines: readonly Line<ChartFigures>[] = [
  { what: 'template files', of: ({ templates }) => `${templates}` },
  { what: 'values', of: ({ valueLeaves }) => `${valueLeaves}` },
  { what: 'values.schema.json: root; closed of all objects', of: ({ schema }) => schemaText(schema) },
  {
    what: '`lint --strict`, helm 3 / 4',
    of: ({ lints }) => lints.map((ok) => (ok ? 'ok' : 'fails')).join(' / '),
  },
  { what: 'objects rendered', of: ({ objects }) => `${objects}` },
  { what: 'both helms render the same', of: ({ helmsAgree }) => yes(helmsAgree) },
  { what: 'renders the same twice', of: ({ sameTwice }) => yes(sameTwice) },
  {
    what: '`helm template`, helm 3 / 4',
    of: ({ times }) => times.map((t) => `${t.median.toFixed(0)} ms`).join(' / '),
  },
  {
    what: 'the same, times an empty chart',
    of: ({ times }) => times.map((t) => t.ratio.toFixed(2)).join(' / '),
  },
  {
    what: 'valid by kubeconform -strict',
    of: ({ valid }) => (valid ? `${valid.valid} of ${valid.known}` : 'not run'),
  },
  { what: 'pods that meet the restricted standard', of: ({ pods }) => `${pods.restricted} of ${pods.all}` },
  {
    what: 'kube-score, critical / warning',
    of: ({ score }) => (score ? `${score.critical} / ${score.warning}` : 'not run'),
  },
  { what: '`--set someTypo=1` accepted', of: ({ rootTypo }) => yes(rootTypo) },
  { what: 'a typo in a first-level map accepted', of: ({ nestedTypos }) => accepted(nestedTypos) },
  { what: 'a split dotted key accepted', of: ({ splitKeys }) => accepted(splitKeys) },
  { what: 'objects shared by two releases in one namespace', of: (f) => `${f.sharedByReleases}` },
  { what: 'objects shared by one release name in two namespaces', of: (f) => `${f.sharedByNamespaces}` },
];

/** The figures as a Markdown table, a chart a column. */
export function table(measured: ReadonlyMap<string, ChartFigures>): string {
  return markdownTable(lines, measured);
}

function schemaText(schema: PackageFigures['schema']): string {
  if (schema === undefined) return 'none';
  return `${schema.rootClosed ? 'closed' : 'open'}; ${schema.closed} of ${schema.objects}`;
}

function accepted({ accepted, tried }: Accepted): string {
  return `${accepted} of ${tried}`;
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
