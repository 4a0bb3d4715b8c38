import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { keySteps, texts } from './assignments.ts';

export const t08: Rule = {
  id: 'T08',
  severity: 'warning',
  title: 'A tag, hash or other identifier of digits becomes a number',
  explanation: `A tag such as \`20240115\` or a commit of digits only is a number to \`--set\`: a leading \`+\` goes, and a chart that
prints it may show \`2.0240115e+07\` once the value comes from a file. Use \`--set-string\`, or quotes in a file.`,
  examples: [
    {
      text: 'helm upgrade s ./s --set image.tag=12345678',
      finds: 'this',
      fixed: '--set-string image.tag=12345678',
    },
    {
      text: 'helm upgrade s ./s --set alert.phone=+4930123456',
      finds: 'this',
      fixed: '--set-string alert.phone=+4930123456',
    },
    { text: 'helm upgrade s ./s --set image.tag=1.27.0', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set-string image.tag=12345678', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set replicas=3', finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment, text } of texts(command)) {
      if (flag.kind !== 'set' || typeof text.value !== 'bigint') continue;
      const key = keySteps(assignment.path).at(-1)?.key ?? '';
      const named =
        /(tag|sha|commit|digest|revision|hash|phone|password|token|account_?id|project_?id|zip|release|build)$/i.test(
          key,
        );
      // A short number prints as it was written; a long one may not.
      if (!/^\+/.test(text.raw) && !(named && text.raw.length > 5)) continue;
      const alone = flag.parsed.assignments.length === 1 && flag.parsed.error === undefined;
      yield {
        span: placeOf(flag, text),
        message: `${key} becomes the number ${text.value}`,
        advice: 'use --set-string, or quotes in a values file',
        ...(alone ? { repair: { flag, edits: [], kind: 'set-string' } } : {}),
      };
    }
  },
};
