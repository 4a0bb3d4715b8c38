import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isKey } from '../strvals/flag.ts';
import { assignments } from './assignments.ts';

export const t18: Rule = {
  id: 'T18',
  severity: 'error',
  title: '--set-literal has no escapes, not even in the key',
  explanation: `\`--set-literal 'a\\.b=c'\` sets a key "a\\" with "b" inside. A key with a dot cannot be written in this flag; use
\`--set-string\` with the escape, or a values file.`,
  examples: [
    {
      text: "helm upgrade s ./s --set-literal 'files.config\\.yaml=x'",
      finds: 'this',
      fixed: "--set-string 'files.config\\.yaml=x'",
    },
    { text: "helm upgrade s ./s --set-literal 'a=x\\.y'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command)) {
      if (flag.kind !== 'set-literal') continue;
      const step = assignment.path.find((candidate) => isKey(candidate) && candidate.key.endsWith('\\'));
      if (!isKey(step)) continue;
      const plain = assignment.given?.form === 'text' && !/[\\,{]/.test(assignment.given.raw);
      yield {
        span: placeOf(flag, step),
        message: `the key is ${JSON.stringify(step.key)}, with its backslash`,
        advice: 'use --set-string, or write the key into a values file',
        ...(plain ? { repair: { flag, edits: [], kind: 'set-string' } } : {}),
      };
    }
  },
};
