import { globalTagPrefix, type Variable, variables } from './variables.ts';

/** The variables as a Markdown table, for the docs. */
export function variablesTable(): string {
  const globalTags: Variable = {
    name: `${globalTagPrefix}<key>`,
    default: '',
    accepted: 'text; the key is up to 200 of A-Z a-z 0-9 _ . : -',
    doc: 'Tag `<key>` of every issue.',
  };
  const rows = [...Object.values<Variable>(variables), globalTags].map((variable) =>
    [code(variable.name), code(variable.default), variable.accepted, variable.doc].join(' | '),
  );
  return ['Variable | Default | Accepted | Meaning', '--- | --- | --- | ---', ...rows]
    .map((row) => `| ${row} |\n`)
    .join('');
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}
