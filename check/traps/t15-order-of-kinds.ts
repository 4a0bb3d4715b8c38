import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { flagKinds } from '../strvals/flag.ts';
import { assignments, pathText } from './assignments.ts';

export const t15: Rule = {
  id: 'T15',
  severity: 'warning',
  title: 'A later flag of another kind does not win',
  explanation: `Helm applies all \`--set-json\` flags first, then \`--set\`, \`--set-string\`, \`--set-file\`, \`--set-literal\`, wherever they
stand on the line. A later flag of an earlier kind loses.`,
  examples: [
    { text: 'helm upgrade s ./s --set-string a=1 --set a=2', finds: 'this' },
    { text: 'helm upgrade s ./s --set a=1 --set-string a=2', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set a=1 --set a=2', finds: 'nothing' },
  ],
  *inCommand(command) {
    const rank = (kind: (typeof flagKinds)[number]) => flagKinds.indexOf(kind);
    const seen = new Map<string, (typeof flagKinds)[number]>();
    for (const { flag, assignment } of assignments(command)) {
      const name = pathText(assignment.path);
      const before = seen.get(name);
      if (before !== undefined && rank(before) > rank(flag.kind))
        yield {
          span: placeOf(flag, assignment),
          message: `--${before} ${name} wins over this --${flag.kind}, though it stands before it`,
          advice: 'give the key once',
        };
      else seen.set(name, flag.kind);
    }
  },
};
