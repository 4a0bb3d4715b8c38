import type { Example, Rule } from '../rule/rule.ts';

/** What `explain` prints of one rule. */
export function ruleText(rule: Rule): string {
  const { id, severity, title, explanation, examples } = rule;
  const shown = examples.map(
    (example) => `${indented(heading(example))}\n${indented(example.text, 4)}${after(example)}`,
  );
  return `${[`${id} (${severity}): ${title}`, explanation, ...shown].join('\n\n')}\n`;
}

export function ruleList(rules: readonly Rule[]): string {
  return `${rules.map(({ id, severity, title }) => `${id}  ${severity.padEnd(8)} ${title}`).join('\n')}\n`;
}

/** docs/rules.md: every rule, in the order of ids. */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, severity, title }) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${title} |`,
  );
  return `# Rules of \`values check\` and \`values from-set\`

Generated from the rules themselves; \`npx vitest run test/values -u\` renews it. How to run the checks stands in
[values.md](values.md). Rules with a T are about flags and what comes of them, rules with a V about values files.

| Id | Severity | What is wrong |
| --- | --- | --- |
${rows.join('\n')}

${rules.map(section).join('\n')}`;
}

function section({ id, severity, title, explanation, examples }: Rule): string {
  const shown = examples.map((example) => {
    const language = isCommand(example) ? 'sh' : 'yaml';
    const chart =
      example.chart === undefined
        ? ''
        : `, with a chart whose defaults are \`${example.chart.trim().replaceAll('\n', '; ')}\``;
    const known = example.known === undefined ? '' : `, for \`${example.known}\``;
    const fixed = example.fixed === undefined ? '' : `\nbecomes\n\n${fenced(example.fixed, language)}`;
    return `${example.finds === 'this' ? 'Found' : 'Fine'}${example.shell === undefined ? '' : ` in ${example.shell}`}${chart}${known}:\n\n${fenced(example.text, language)}${fixed}`;
  });
  return `## ${id}\n\n**${title}** (${severity})\n\n${explanation}\n\n${shown.join('\n')}`;
}

function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

function isCommand({ text }: Example): boolean {
  return /^(helm|werf) /.test(text);
}

function heading({ finds, chart, known, shell }: Example): string {
  const about = [
    ...(shell === undefined ? [] : [`in ${shell}`]),
    ...(chart === undefined ? [] : [`with a chart that has ${chart.trim().replaceAll('\n', '; ')}`]),
    ...(known === undefined ? [] : [`for ${known}`]),
  ];
  return `${finds === 'this' ? 'Found' : 'Fine'}${about.length === 0 ? '' : `, ${about.join(', ')}`}:`;
}

function after({ fixed }: Example): string {
  return fixed === undefined ? '' : `\n${indented('becomes')}\n${indented(fixed, 4)}`;
}

function indented(text: string, by = 2): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}
