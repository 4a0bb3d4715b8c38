import type { Rule } from '../rule/rule.ts';

/** Found by `run/ignore-comments.ts`. */
export const v14: Rule = {
  id: 'V14',
  severity: 'warning',
  title: 'A comment that silences a rule needs its id and a reason',
  explanation: `\`# sentry-k8s-ignore T22: read by our own subchart\` silences T22 on its own line, or on the next when it stands on
a line alone; \`# sentry-k8s-ignore-file T19: a demo\` does so for the file. Without a reason, or with an id that is
none, it silences nothing.`,
  examples: [],
};
