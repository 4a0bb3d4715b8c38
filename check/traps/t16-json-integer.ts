import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { assignments } from './assignments.ts';

export const t16: Rule = {
  id: 'T16',
  severity: 'warning',
  title: 'A large integer in --set-json loses digits',
  explanation: `Numbers of \`--set-json\` are floating point: integers beyond 9007199254740992 are rounded. Give the digits as a JSON
string, or use \`--set\`, which keeps 64-bit integers.`,
  examples: [
    { text: "helm upgrade s ./s --set-json 'id=12345678901234567890'", finds: 'this' },
    { text: "helm upgrade s ./s --set-json 'id=123456'", finds: 'nothing' },
    { text: `helm upgrade s ./s --set-json 'id="12345678901234567890"'`, finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment } of assignments(command)) {
      const { given } = assignment;
      if (given?.form !== 'json' || typeof given.value !== 'number' || Number.isSafeInteger(given.value))
        continue;
      if (!/^-?[0-9]+$/.test(given.raw)) continue;
      yield {
        span: placeOf(flag, given),
        message: `helm rounds ${given.raw} to ${BigInt(given.value)}`,
        advice: 'write it as a JSON string',
        repair: { flag, edits: [{ start: given.start, end: given.end, text: JSON.stringify(given.raw) }] },
      };
    }
  },
};
