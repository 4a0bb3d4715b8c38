import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isKey } from '../strvals/flag.ts';
import { assignments, texts } from './assignments.ts';

export const t10: Rule = {
  id: 'T10',
  severity: 'warning',
  title: 'Blanks and inner quotes stay in the value',
  explanation: `Helm trims nothing. \`--set 'a= x , b=y'\` sets \`a\` to " x " and a key " b"; \`--set 'a="x"'\` keeps the quotes.`,
  examples: [
    { text: `helm install s ./s --set 'a="x"'`, finds: 'this', fixed: '--set a=x' },
    { text: "helm install s ./s --set 'a=1, b=2'", finds: 'this', fixed: '--set a=1,b=2' },
    { text: "helm install s ./s --set 'hosts={a, b}'", finds: 'this', fixed: "--set 'hosts={a,b}'" },
    { text: "helm install s ./s --set 'title=two words'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, text } of texts(command)) {
      if (flag.kind === 'set-literal' || flag.kind === 'set-json' || flag.text.includes('{{')) continue;
      const quoted = /^"(.*)"$|^'(.*)'$/s.exec(text.raw);
      const inner = quoted === null ? text.raw.trim() : (quoted[1] ?? quoted[2] ?? '');
      if (
        inner === text.raw ||
        text.raw.trim() === '' ||
        text.raw.startsWith('"') !== (quoted !== null && text.raw[0] === '"')
      )
        continue;
      if (/^\s*["'{[].*:/s.test(text.raw)) continue;
      yield {
        span: placeOf(flag, text),
        message: quoted === null ? 'the blanks around this value stay in it' : 'the quotes stay in the value',
        advice:
          quoted === null ? 'take the blanks away' : 'let the shell see the quotes: quote the whole argument',
        repair: { flag, edits: [{ start: text.start, end: text.end, text: inner }] },
      };
    }
    for (const { flag, assignment } of assignments(command)) {
      const [step] = assignment.path;
      if (flag.kind === 'set-json' || !isKey(step) || step.key === step.key.trim()) continue;
      yield {
        span: placeOf(flag, step),
        message: `the key is ${JSON.stringify(step.key)}, with its blanks`,
        advice: 'take the blanks away',
        repair: {
          flag,
          edits: [{ start: step.start, end: step.end, text: flag.text.slice(step.start, step.end).trim() }],
        },
      };
    }
  },
};
