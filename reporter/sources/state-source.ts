import type { Change } from '../watch/batch.ts';
import type { Reporting, ReportingBatch } from './reporting.ts';
import type { Result, Source } from './source.ts';
import type { Told, ToldBatch } from './told.ts';

/** Looks at an object's state, at what of it was told, and reports what was not. */
type ReadState = (change: Change, told: ToldBatch, reports: ReportingBatch) => readonly Result[];

/** A source of what objects are, not of what happens: each trouble in their state is told once. */
export function stateSource(told: Told, reporting: Pick<Reporting, 'begin'>, read: ReadState): Source {
  return {
    begin() {
      const batch = told.begin();
      const reports = reporting.begin();
      return {
        read: (change) => read(change, batch, reports),
        commit() {
          batch.commit();
          reports.commit();
        },
      };
    },
  };
}
