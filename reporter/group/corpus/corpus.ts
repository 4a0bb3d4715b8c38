import { addOns } from './add-ons.ts';
import { autoscalers } from './autoscalers.ts';
import { controllers } from './controllers.ts';
import { gitops } from './gitops.ts';
import { kubelet } from './kubelet.ts';
import { nodes } from './nodes.ts';
import { scheduler } from './scheduler.ts';
import type { Shape } from './shape.ts';
import { storage } from './storage.ts';
import { unknown } from './unknown.ts';

/** Messages in the shapes that emitters write, each with the issue it belongs to. */
export const corpus: readonly Shape[] = [
  ...kubelet,
  ...scheduler,
  ...controllers,
  ...storage,
  ...nodes,
  ...autoscalers,
  ...addOns,
  ...gitops,
  ...unknown,
];
