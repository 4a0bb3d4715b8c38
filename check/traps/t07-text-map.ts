import { lookup } from '../chart/key-tree.ts';
import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isKey } from '../strvals/flag.ts';
import { typeName } from '../strvals/value.ts';
import { keySteps, keysOf, texts } from './assignments.ts';

const textMap = /(annotations|labels|nodeselector|matchlabels)$/i;

export const t07: Rule = {
  id: 'T07',
  severity: 'warning',
  title: 'A value that must be text becomes a boolean or a number',
  explanation: `\`--set\` gives \`true\`, \`false\`, \`null\` and whole numbers their type. Annotations, labels, node selectors and
environment variables take text only, and Kubernetes refuses the object, or the chart prints something else.
\`--set-string\` keeps text.`,
  examples: [
    {
      text: 'helm install s ./s --set nodeSelector.gpu=true',
      finds: 'this',
      fixed: '--set-string nodeSelector.gpu=true',
    },
    { text: "helm install s ./s --set 'env[0].name=PORT,env[0].value=8080'", finds: 'this' },
    { text: 'helm install s ./s --set mode=1', chart: 'mode: fast', finds: 'this' },
    { text: 'helm install s ./s --set-string nodeSelector.gpu=true', finds: 'nothing' },
    { text: 'helm install s ./s --set metrics.enabled=true', finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    for (const { flag, assignment, text } of texts(command)) {
      if (flag.kind !== 'set' || typeof text.value === 'string' || text.value === null) continue;
      const keys = keySteps(assignment.path).map(({ key }) => key);
      const inTextMap = keys.slice(0, -1).some((key) => textMap.test(key));
      const inEnv = keys.at(-1) === 'value' && keys.slice(0, -1).some((key) => /env(vars?)?$/i.test(key));
      const found =
        chart === undefined || !assignment.path.every(isKey)
          ? undefined
          : lookup(chart.keys, keysOf(assignment.path));
      const given = found?.outcome === 'known' ? found.node.value : undefined;
      const wasText = typeof given === 'string' && given !== '' && Number.isNaN(Number(given));
      if (!inTextMap && !inEnv && !wasText) continue;
      const alone = flag.parsed.assignments.length === 1 && flag.parsed.error === undefined;
      yield {
        span: placeOf(flag, text),
        message: `${text.raw} becomes ${typeName(text.value)} where text is wanted`,
        advice: 'use --set-string, or quotes in a values file',
        ...(alone ? { repair: { flag, edits: [], kind: 'set-string' } } : {}),
      };
    }
  },
};
