import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { texts } from './assignments.ts';

export const t11: Rule = {
  id: 'T11',
  severity: 'warning',
  title: 'Backslashes in a value are eaten',
  explanation: `A backslash makes the next character plain and goes away itself: \`C:\\temp\` becomes \`C:temp\`, the pattern \`\\d+\`
becomes \`d+\`. Double it, use \`--set-literal\`, or a values file.`,
  examples: [
    {
      text: "helm install s ./s --set 'dir=C:\\temp\\new'",
      finds: 'this',
      fixed: "--set 'dir=C:\\\\temp\\\\new'",
    },
    { text: "helm install s ./s --set-file 'key=C:\\keys\\tls.pem'", finds: 'this' },
    { text: "helm install s ./s --set 'a=x\\,y'", finds: 'nothing' },
    { text: "helm install s ./s --set-literal 'dir=C:\\temp'", finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, text } of texts(command)) {
      if (flag.kind === 'set-literal' || flag.kind === 'set-json') continue;
      const lone = [...text.raw.matchAll(/\\(\\|[^,.{}[\]=\\]|$)/g)].filter(([, next]) => next !== '\\');
      const [first] = lone;
      if (first === undefined) continue;
      yield {
        span: placeOf(flag, { start: text.start + first.index, end: text.start + first.index + 1 }),
        message: `helm drops this backslash: the value becomes ${JSON.stringify(String(text.value))}`,
        advice: 'double each backslash, use --set-literal, or write it into a values file',
        repair: {
          flag,
          edits: lone.map(({ index }) => ({
            start: text.start + index,
            end: text.start + index,
            text: '\\',
          })),
        },
      };
    }
  },
};
