import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isIndex, isKey } from '../strvals/flag.ts';
import { assignments } from './assignments.ts';

export const t29: Rule = {
  id: 'T29',
  severity: 'error',
  title: 'A dot before an index makes an empty key',
  explanation: `\`jobs.[0].name\` has an empty key between the dot and the bracket: helm sets nothing, or refuses the flag. Write
\`jobs[0].name\`.`,
  examples: [
    { text: "helm install s ./s --set 'jobs.[0].name=x'", finds: 'this', fixed: "--set 'jobs[0].name=x'" },
    { text: "helm install s ./s --set 'jobs[0].name=x'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command))
      for (const [at, step] of assignment.path.entries()) {
        if (at === 0 || !isKey(step) || step.key !== '' || !isIndex(assignment.path[at + 1])) continue;
        yield {
          span: placeOf(flag, { start: step.start - 1, end: step.end + 1 }),
          message: 'there is an empty key between this dot and the bracket',
          advice: 'take the dot away',
          repair: { flag, edits: [{ start: step.start - 1, end: step.start, text: '' }] },
        };
      }
  },
};
