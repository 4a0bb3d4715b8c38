import type { JsonSchema } from '../../../synth/values/json.ts';
import type { Helm } from '../../tools/helm.ts';
import type { Rendered } from '../render.ts';
import type { Conformance } from './conformance.ts';

/** A chart that runs through the conformance suite. */
export interface ChartUnderTest extends Required<Conformance> {
  readonly chart: string;
  readonly folder: string;
  /** Example values files, by scenario. */
  readonly scenarios: ReadonlyMap<string, string>;
  /** The values file of the scenario with the least that a release needs. */
  readonly least: string;
  readonly schema: JsonSchema;
  readonly tools: readonly Helm[];
  /** The helm that renders where one is enough. */
  readonly helm: Helm;
  readonly rendered: (scenario: string) => Render;
}

export interface Render {
  readonly text: string;
  readonly objects: readonly Rendered[];
}
