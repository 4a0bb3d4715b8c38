import { lookup } from '../chart/key-tree.ts';
import { quoted } from '../edit/scalar-text.ts';
import type { Hit, Rule } from '../rule/rule.ts';
import { entriesBelow } from '../rules/walk.ts';
import type { ListNode, ScalarNode, ValueNode } from '../source/node.ts';

export const t23: Rule = {
  id: 'T23',
  severity: 'warning',
  title: 'Helm reads YAML 1.1: this word is no text',
  explanation: `In Helm's YAML, \`yes\`, \`no\`, \`on\`, \`off\`, \`y\` and \`n\` are booleans, \`012\` and \`0o17\` are octal, \`1_000\` is a
thousand, also as keys: \`y: 1\` is the key "true". Put quotes around what is meant as text; write \`true\` or \`false\`
for a boolean.`,
  examples: [
    { text: 'country: no\n', finds: 'this', fixed: 'country: "no"\n' },
    { text: 'mode: 0644\n', finds: 'this' },
    { text: 'y: 1\n', finds: 'this', fixed: '"y": 1\n' },
    { text: 'list:\n  - on\n', finds: 'this' },
    { text: 'country: "no"\nenabled: true\n', finds: 'nothing' },
    { text: 'enabled: yes\n', chart: 'enabled: false', finds: 'this', fixed: 'enabled: true\n' },
  ],
  *inValues(file, { chart }) {
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        if (isWord(entry.key)) yield hit(entry.key, 'text', `as a key it is "${entry.name}"`);
        const found = chart === undefined ? undefined : lookup(chart.keys, path);
        const boolean = found?.outcome === 'known' && typeof found.node.value === 'boolean';
        for (const scalar of scalars(entry.value)) {
          if (isOctalMode(scalar, path)) continue;
          if (isWord(scalar))
            yield hit(scalar, boolean ? 'boolean' : 'text', `helm reads ${String(scalar.value)}`);
        }
      }
  },
};

function* scalars(node: ValueNode): Iterable<ScalarNode> {
  if (node.kind === 'scalar') yield node;
  else if (node.kind === 'list')
    for (const item of (node satisfies ListNode).items) if (item.kind === 'scalar') yield item;
}

function isWord({ style, text, value }: ScalarNode): boolean {
  if (style !== 'plain') return false;
  if (typeof value === 'boolean') return !/^(true|false)$/i.test(text);
  return typeof value === 'number' && (/_/.test(text) || /^[-+]?0[oO]?[0-9]+$/.test(text));
}

/** File modes are octal on purpose. */
function isOctalMode({ text }: ScalarNode, path: readonly string[]): boolean {
  return /^0o?[0-7]{3}$/.test(text) && /(mode|umask)$/i.test(path.at(-1) ?? '') && path.at(-1) !== 'mode';
}

function hit(scalar: ScalarNode, wanted: 'text' | 'boolean', what: string): Hit {
  const text =
    wanted === 'boolean' && typeof scalar.value === 'boolean' ? String(scalar.value) : quoted(scalar.text);
  return {
    span: scalar,
    message: `${scalar.text} is no text here: ${what}`,
    advice: `write ${text}${wanted === 'text' && typeof scalar.value === 'boolean' ? `, or ${scalar.value} if that is meant` : ''}`,
    edits: [{ start: scalar.start, end: scalar.end, text }],
  };
}
