import { placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isIndex } from '../strvals/flag.ts';
import { assignments, pathText } from './assignments.ts';

export const t06: Rule = {
  id: 'T06',
  severity: 'warning',
  title: 'An index beyond the end leaves nulls before it',
  explanation: `\`--set list[2]=x\` fills the places 0 and 1 with null, and templates that loop over the list meet them.`,
  examples: [
    { text: "helm install s ./s --set 'env[2].name=A'", finds: 'this' },
    { text: "helm install s ./s --set 'env[0].name=A' --set 'env[1].name=B'", finds: 'nothing' },
    { text: "helm install s ./s --set 'a[0][0]=x' --set 'a[0][1]=y'", finds: 'nothing' },
  ],
  *inCommand(command) {
    if (command.files.length > 0) return;
    const written = new Map<string, Set<number>>();
    for (const { assignment } of assignments(command))
      for (const [at, step] of assignment.path.entries()) {
        if (!isIndex(step)) continue;
        const list = pathText(assignment.path.slice(0, at));
        written.set(list, (written.get(list) ?? new Set()).add(step.index));
      }
    for (const { flag, assignment } of assignments(command))
      for (const [at, step] of assignment.path.entries()) {
        if (!isIndex(step) || step.index === 0) continue;
        const list = pathText(assignment.path.slice(0, at));
        const missing = Array.from({ length: Math.min(step.index, 100) }, (_, index) => index).filter(
          (index) => !written.get(list)?.has(index),
        );
        if (missing.length === 0) continue;
        yield {
          span: placeOf(flag, step),
          message: `${list} gets null in place ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', …' : ''}`,
          advice: 'count from 0 without gaps, or give the whole list in a values file',
        };
      }
  },
};
