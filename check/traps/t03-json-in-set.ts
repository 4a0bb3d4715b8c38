import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { decodeJsonPrefix } from '../strvals/json-prefix.ts';

export const t03: Rule = {
  id: 'T03',
  severity: 'error',
  title: 'JSON is not understood by --set',
  explanation: `\`--set 'a={"b":1}'\` makes a list with the one text \`"b":1\`, and \`--set 'a=[1,2]'\` is refused. JSON goes to
\`--set-json\`, structure into a values file.`,
  examples: [
    {
      text: `helm install s ./s --set 'resources={"limits":{"cpu":1}}'`,
      finds: 'this',
      fixed: `--set-json 'resources={"limits":{"cpu":1}}'`,
    },
    {
      text: "helm install s ./s --set 'ports=[80,443]'",
      finds: 'this',
      fixed: "--set-json 'ports=[80,443]'",
    },
    { text: "helm install s ./s --set 'hosts={a,b}'", finds: 'nothing' },
    { text: `helm install s ./s --set-json 'resources={"limits":{"cpu":1}}'`, finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const flag of command.flags) {
      if (!['set', 'set-string'].includes(flag.kind)) continue;
      const [first] = flag.parsed.assignments;
      const given = first?.given;
      if (first === undefined || given === undefined) continue;
      const from = given.start;
      const rest = flag.text.slice(from);
      const isList = /^\s*\[\s*["'{[\d\]-]/.test(rest) && rest.trim() !== '[]';
      const isMap = /^\s*\{\s*["']/.test(rest) && /["']\s*:/.test(rest);
      if (!isList && !isMap) continue;
      const json = decodeJsonPrefix(flag.text, from);
      const whole = json !== undefined && flag.text.slice(json.end).trim() === '';
      yield {
        span: placeOf(flag, { start: from, end: flag.text.length }),
        message: isMap
          ? 'helm makes a list of texts of this JSON object'
          : 'helm does not take this for a list',
        advice: 'use --set-json, or write the structure into a values file',
        ...(whole ? { repair: { flag, edits: [], kind: 'set-json' } } : {}),
      };
    }
  },
};
