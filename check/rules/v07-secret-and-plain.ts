import type { Rule } from '../rule/rule.ts';
import { followed } from '../source/node.ts';
import { dotted, entriesBelow, entryAt } from './walk.ts';

export const v07: Rule = {
  id: 'V07',
  severity: 'warning',
  title: 'A key stands in a secret and in a plain values file',
  explanation: `In werf, secret values win over \`--values\` and even over \`--set\`, though its pages list another order; in Helm the
last file wins. A key in both means one of them is without effect, and which one depends on the tool.`,
  examples: [
    {
      text: 'db:\n  password: x9\n',
      beside: { 'secret-values.yaml': 'db:\n  password: "1000abcd"\n' },
      finds: 'this',
    },
    {
      text: 'db:\n  host: x\n',
      beside: { 'secret-values.yaml': 'db:\n  password: "1000abcd"\n' },
      finds: 'nothing',
    },
  ],
  *inValues(file, { files }) {
    if (file.secret) return;
    for (const other of files) {
      if (!other.secret) continue;
      for (const root of file.roots)
        for (const { entry, path } of entriesBelow(root)) {
          if (path.includes('[]') || followed(entry.value).kind === 'map') continue;
          if (!other.roots.some((secretRoot) => entryAt(secretRoot, path) !== undefined)) continue;
          yield {
            span: entry.key,
            message: `${dotted(path)} stands in ${other.file} as well, and werf takes that one`,
            advice: 'keep the key in one of the two files',
          };
        }
    }
  },
};
