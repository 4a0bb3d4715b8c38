import { synthesize } from '../synth/main.ts';
import { alternately, type Figures } from './alternately.ts';

/** A whole synth: charts, values and delivery files, in memory. */
export function benchSynth(rounds: number): Promise<Figures> {
  return alternately('synth of everything', synthesize, undefined, rounds);
}
