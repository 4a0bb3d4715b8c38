import type { CarriedOver } from '../synth/releases/community/reading/read-community-values.ts';
import type { Note } from '../synth/releases/community/reading/read-values.ts';

/** What became of a values file, for a person who has to trust it. */
export function carriedReport({ decisions, renamed, left }: CarriedOver): string {
  return [
    `Carried over: ${Object.keys(decisions).join(', ') || 'nothing'}.`,
    ...section('Keys that the chart does not read, understood all the same:', renamed),
    ...section('Not carried over:', left),
    '',
  ].join('\n');
}

function section(title: string, notes: readonly Note[]): readonly string[] {
  return notes.length === 0 ? [] : ['', title, ...notes.map(({ key, message }) => `  ${key}: ${message}`)];
}
