import { placeOf } from '../command-line/tool-command.ts';
import type { Hit, Rule } from '../rule/rule.ts';
import { isKey, type Span } from '../strvals/flag.ts';

export const t02: Rule = {
  id: 'T02',
  severity: 'error',
  title: 'A comma inside a value ends the value',
  explanation: `\`--set\` takes a comma for the start of the next \`key=value\`. A password or an address with a comma is cut
there, and the rest becomes a key of its own, or helm refuses the flag. Escape the comma with a backslash, or use
\`--set-literal\` or a values file.`,
  examples: [
    {
      text: "helm install s ./s --set 'url=postgres://u:p,w@h/db?x=1'",
      finds: 'this',
      fixed: "--set 'url=postgres://u:p\\,w@h/db?x=1'",
    },
    { text: "helm install s ./s --set 'pw=p@ss,w0rd'", finds: 'this', fixed: "--set 'pw=p@ss\\,w0rd'" },
    { text: 'helm install s ./s --set a=1,b=2', finds: 'nothing' },
    { text: "helm install s ./s --set 'hosts={a,b}'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const flag of command.flags) {
      if (flag.commasEscaped || !['set', 'set-string'].includes(flag.kind)) continue;
      const { assignments, error } = flag.parsed;
      for (const [index, { given, end }] of assignments.entries()) {
        if (given?.form !== 'text' || looksLikeJson(given.raw)) continue;
        const next = assignments[index + 1];
        const [step] = next?.path ?? [];
        const odd = next !== undefined && isKey(step) && /[@:?&]|^\S*\/\/|\/.*\?/.test(step.key);
        const broken = next === undefined && error?.code === 'NO_VALUE' && flag.text[end] === ',';
        if (odd || broken) yield hit({ start: end, end: end + 1 }, (span) => placeOf(flag, span), flag);
      }
    }
  },
};

function looksLikeJson(raw: string): boolean {
  return /^\s*\[/.test(raw);
}

function hit(comma: Span, place: (span: Span) => Span, flag: Parameters<typeof placeOf>[0]): Hit {
  return {
    span: place(comma),
    message: 'this comma ends the value; helm takes what follows for another key',
    advice: 'put a backslash before the comma, or move the value into a values file',
    repair: { flag, edits: [{ start: comma.start, end: comma.start, text: '\\' }] },
  };
}
