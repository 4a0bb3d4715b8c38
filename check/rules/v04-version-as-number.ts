import { quoted } from '../edit/scalar-text.ts';
import type { Rule } from '../rule/rule.ts';
import { dotted, entriesBelow } from './walk.ts';

export const v04: Rule = {
  id: 'V04',
  severity: 'error',
  title: 'A version without quotes is a number and loses its zeros',
  explanation: `\`tag: 1.10\` is the number 1.1, and the image of another version is pulled; \`1e3\` is 1000. Put quotes around tags
and versions.`,
  examples: [
    { text: 'image:\n  tag: 1.10\n', finds: 'this', fixed: 'image:\n  tag: "1.10"\n' },
    { text: 'image:\n  tag: 5e10 # commit\n', finds: 'this', fixed: 'image:\n  tag: "5e10" # commit\n' },
    { text: 'appVersion: 2.0\n', finds: 'this' },
    { text: 'image:\n  tag: "1.10"\nratio: 1.10\n', finds: 'nothing' },
    { text: 'image:\n  tag: 1.10.0\n', finds: 'nothing' },
  ],
  *inValues(file) {
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        const { value } = entry;
        if (value.kind !== 'scalar' || value.style !== 'plain' || typeof value.value !== 'number') continue;
        if (
          !/(tag|version|revision|commit|sha)$/i.test(entry.name) ||
          !/[.eE]/.test(value.text) ||
          /^0x/i.test(value.text)
        )
          continue;
        const changes = String(value.value) !== value.text;
        yield {
          span: value,
          severity: changes ? 'error' : 'warning',
          message: changes
            ? `${dotted(path)} becomes ${value.value}: it is read as a number`
            : `${dotted(path)} is read as a number; the next version with a zero at its end will lose it`,
          advice: `write ${quoted(value.text)}`,
          edits: [{ start: value.start, end: value.end, text: quoted(value.text) }],
        };
      }
  },
};
