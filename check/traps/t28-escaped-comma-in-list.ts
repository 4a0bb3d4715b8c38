import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { assignments } from './assignments.ts';

export const t28: Rule = {
  id: 'T28',
  severity: 'warning',
  title: 'An escaped comma in a list makes one item of two',
  explanation: `Inside braces a comma separates items. \`{a\\,b}\` is a list of the one text "a,b".`,
  examples: [
    {
      text: "helm install s ./s --set 'hosts={a.example.com\\,b.example.com}'",
      finds: 'this',
      fixed: "--set 'hosts={a.example.com,b.example.com}'",
    },
    { text: "helm install s ./s --set 'hosts={a.example.com,b.example.com}'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command)) {
      if (flag.kind === 'set-file' || assignment.given?.form !== 'list') continue;
      for (const item of assignment.given.items) {
        const commas = [...item.raw.matchAll(/\\,/g)];
        const [first] = commas;
        if (first === undefined) continue;
        const start = item.start + first.index;
        yield {
          span: placeOf(flag, { start, end: start + 2 }),
          message: `this is one item: ${JSON.stringify(String(item.value))}`,
          advice: 'take the backslash away if these are several items',
          repair: {
            flag,
            edits: commas.map(({ index }) => ({
              start: item.start + index,
              end: item.start + index + 1,
              text: '',
            })),
          },
        };
      }
    }
  },
};
