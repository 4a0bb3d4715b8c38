import type { Json } from './json.ts';
import { leaves } from './leaves.ts';
import type { Leaf, Members } from './members.ts';

/** The README's table: one row per value. */
export function renderTable(members: Members): string {
  const rows = leaves(members).map(
    ({ path, leaf }) => `| \`${path}\` | ${cell(leaf.doc)} | ${defaultCell(leaf)} |`,
  );
  return ['| Key | Description | Default |', '| --- | --- | --- |', ...rows].join('\n');
}

function defaultCell(leaf: Leaf): string {
  if (leaf.default === undefined) return 'not set';
  return `\`${cell(json(leaf.default))}\``;
}

function json(value: Json): string {
  return JSON.stringify(value);
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
