import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isIndex, isKey } from '../strvals/flag.ts';
import { assignments } from './assignments.ts';

export const t21: Rule = {
  id: 'T21',
  severity: 'warning',
  title: 'An empty key is ignored in silence',
  explanation: `\`--set .a=1\` and \`--set =1\` set nothing, without a word: helm drops a value whose key is empty. The Helm template
syntax \`.Values.a\` is not the syntax of flags; write \`a\`.`,
  examples: [
    { text: 'helm install s ./s --set .replicas=2', finds: 'this', fixed: '--set replicas=2' },
    { text: 'helm install s ./s --set .Values.replicas=2', finds: 'this' },
    { text: 'helm install s ./s --set replicas=2', finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command)) {
      const [first, second] = assignment.path;
      if (isKey(first) && first.key === '' && !isIndex(second)) {
        const dot = flag.text[first.end] === '.';
        yield {
          span: placeOf(flag, assignment),
          message: 'the key is empty, and helm sets nothing',
          advice: 'take the leading dot away',
          ...(dot ? { repair: { flag, edits: [{ start: first.start, end: first.end + 1, text: '' }] } } : {}),
        };
      } else if (isKey(first) && first.key === 'Values' && assignment.path.length > 1)
        yield {
          span: placeOf(flag, first),
          message: '"Values" becomes a key of its own; .Values is the syntax of templates',
          advice: 'leave "Values." out',
          repair: { flag, edits: [{ start: first.start, end: first.end + 1, text: '' }] },
        };
    }
  },
};
