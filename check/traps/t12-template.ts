import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';

export const t12: Rule = {
  id: 'T12',
  severity: 'error',
  title: 'A template expression cannot pass through --set',
  explanation: `\`--set 'a={{ .Values.x }}'\` is refused: the braces start a list. \`--set-literal\` and values files keep the text;
whether the chart then evaluates it is the chart's own choice.`,
  examples: [
    {
      text: "helm install s ./s --set 'host={{ .Release.Name }}.example.com'",
      finds: 'this',
      fixed: "--set-literal 'host={{ .Release.Name }}.example.com'",
    },
    { text: "helm install s ./s --set-literal 'host={{ .Release.Name }}'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const flag of command.flags) {
      if (flag.kind !== 'set' && flag.kind !== 'set-string') continue;
      const at = flag.text.indexOf('{{');
      if (at < 0) continue;
      const simple = /^[A-Za-z0-9_.-]+=/.test(flag.text) && !/[^\\]\\[.,]/.test(flag.text);
      yield {
        span: placeOf(flag, { start: at, end: at + 2 }),
        message: 'helm takes these braces for a list',
        advice: 'use --set-literal or a values file',
        ...(simple ? { repair: { flag, edits: [], kind: 'set-literal' } } : {}),
      };
    }
  },
};
