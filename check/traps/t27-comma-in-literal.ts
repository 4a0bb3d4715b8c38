import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { assignments } from './assignments.ts';

export const t27: Rule = {
  id: 'T27',
  severity: 'warning',
  title: '--set-literal takes one key only',
  explanation: `Everything after the first \`=\` is the value: \`--set-literal a=1,b=2\` sets \`a\` to "1,b=2". Repeat the flag.`,
  examples: [
    { text: 'helm install s ./s --set-literal a=1,b=2', finds: 'this' },
    { text: "helm install s ./s --set-literal 'a=one, two'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command)) {
      const { given } = assignment;
      if (flag.kind !== 'set-literal' || given?.form !== 'text') continue;
      const comma = /,[A-Za-z_][\w-]*(\.[\w-]+|\[\d+\])*=/.exec(given.raw);
      if (comma === null) continue;
      const start = given.start + comma.index;
      yield {
        span: placeOf(flag, { start, end: start + comma[0].length }),
        message: 'this is part of the value: --set-literal knows no further keys',
        advice: 'give each key a flag of its own, or use a values file',
      };
    }
  },
};
