import type { Hit, Rule } from '../rule/rule.ts';
import { followed, type ListNode } from '../source/node.ts';
import { dotted, entriesBelow, entryAt } from './walk.ts';

export const v11: Rule = {
  id: 'V11',
  severity: 'warning',
  title: 'A list has two items of one name',
  explanation: `Environment variables, volumes and the like are told apart by their name. Helm 4 applies objects on the server's
side by default, where a second item of the same name is an error; before, one of the two won.`,
  examples: [
    { text: 'env:\n  - name: A\n    value: "1"\n  - name: A\n    value: "2"\n', finds: 'this' },
    { text: 'env:\n  - name: A\n    value: "1"\n  - name: B\n    value: "2"\n', finds: 'nothing' },
    { text: 'rules:\n  - name: A\n  - name: A\n', finds: 'nothing' },
  ],
  *inValues(file) {
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root))
        if (
          entry.value.kind === 'list' &&
          /(env(vars?)?|volumes|volumeMounts|imagePullSecrets|initContainers|sidecars)$/i.test(entry.name)
        )
          yield* twice(entry.value, path);
  },
};

function* twice(list: ListNode, path: readonly string[]): Iterable<Hit> {
  const key = /volumeMounts$/i.test(path.at(-1) ?? '') ? 'mountPath' : 'name';
  const seen = new Set<string>();
  for (const item of list.items) {
    const map = followed(item);
    const found = map.kind === 'map' ? entryAt(map, [key])?.value : undefined;
    if (found?.kind !== 'scalar' || found.text === '') continue;
    if (seen.has(found.text))
      yield {
        span: found,
        message: `${dotted(path)} has two items with ${key} ${found.text}`,
        advice: 'keep one of them',
      };
    seen.add(found.text);
  }
}
