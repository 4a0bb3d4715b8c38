import { placeOf } from '../command-line/tool-command.ts';
import { quoted } from '../edit/scalar-text.ts';
import type { Rule } from '../rule/rule.ts';
import { entriesBelow } from '../rules/walk.ts';
import { texts } from './assignments.ts';

export const t25: Rule = {
  id: 'T25',
  severity: 'warning',
  title: 'A file cannot hold an integer beyond 9007199254740992',
  explanation: `Numbers of a values file are floating point, and larger integers are rounded to a neighbour. Only quotes keep the
digits. A flag of \`--set\` keeps 64 bits, but loses them when its value moves into a file.`,
  examples: [
    { text: 'id: 9007199254740993\n', finds: 'this', fixed: 'id: "9007199254740993"\n' },
    { text: 'helm upgrade s ./s --set id=9007199254740993', finds: 'this' },
    { text: 'id: "9007199254740993"\n', finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, text } of texts(command)) {
      if (typeof text.value !== 'bigint' || Number.isSafeInteger(Number(text.value))) continue;
      yield {
        span: placeOf(flag, text),
        severity: 'info',
        message: 'this integer keeps its digits in a flag only; a values file rounds it',
        advice: 'use --set-string or quotes, if the chart takes text here',
      };
    }
  },
  *inValues(file) {
    for (const root of file.roots)
      for (const { entry } of entriesBelow(root)) {
        const { value } = entry;
        if (value.kind !== 'scalar' || typeof value.value !== 'number' || !/^[-+]?[0-9]+$/.test(value.text))
          continue;
        if (Number.isSafeInteger(value.value)) continue;
        yield {
          span: value,
          message: `helm rounds this to ${BigInt(value.value)}`,
          advice: 'put it in quotes',
          edits: [{ start: value.start, end: value.end, text: quoted(value.text) }],
        };
      }
  },
};
