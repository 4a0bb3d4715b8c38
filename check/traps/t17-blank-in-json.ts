import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isKey } from '../strvals/flag.ts';
import { assignments } from './assignments.ts';

export const t17: Rule = {
  id: 'T17',
  severity: 'warning',
  title: 'A blank after the comma belongs to the next key of --set-json',
  explanation: `\`--set-json 'a=1, b=2'\` sets a key named " b". Helm skips blanks before the comma, not after it.`,
  examples: [
    { text: "helm upgrade s ./s --set-json 'a=1, b=2'", finds: 'this', fixed: '--set-json a=1,b=2' },
    { text: "helm upgrade s ./s --set-json 'a=1,b=2'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command)) {
      const [step] = assignment.path;
      if (flag.kind !== 'set-json' || !isKey(step) || !/^\s/.test(step.key)) continue;
      const blanks = step.key.length - step.key.trimStart().length;
      yield {
        span: placeOf(flag, step),
        message: `the key is ${JSON.stringify(step.key)}`,
        advice: 'take the blank after the comma away',
        repair: { flag, edits: [{ start: step.start, end: step.start + blanks, text: '' }] },
      };
    }
  },
};
