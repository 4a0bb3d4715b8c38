import type { Rule } from '../rule/rule.ts';
import { entriesBelow } from './walk.ts';

export const v13: Rule = {
  id: 'V13',
  severity: 'warning',
  title: 'A values file is not a template',
  explanation: `Helm does not evaluate \`{{ … }}\` in a values file. The text reaches the chart as it is, and only a chart that
passes it through \`tpl\` evaluates it. Unquoted, it is not even a text but a map.`,
  examples: [
    { text: 'host: {{ .Values.domain }}\n', finds: 'this' },
    { text: 'host: "{{ .Values.domain }}"\n', chart: 'host: ""', finds: 'nothing' },
    { text: 'host: example.com\n', finds: 'nothing' },
  ],
  *inValues(file) {
    for (const root of file.roots)
      for (const { entry } of entriesBelow(root)) {
        const { value } = entry;
        const inner = value.kind === 'map' && value.flow ? value.entries[0]?.key : undefined;
        if (inner === undefined || !/^\{\s*\{/.test(file.text.slice(value.start, value.start + 8))) continue;
        yield {
          span: { start: value.start, end: value.end },
          message: 'YAML takes these braces for a map in a map, not for a template',
          advice: 'put the text in quotes, if the chart evaluates it; otherwise write the value itself',
        };
      }
  },
};
