import type { Clock } from '../clock.ts';
import type { NodeCondition, NodeRecord } from '../kubernetes/node-record.ts';
import { parseNode } from '../kubernetes/node-record.ts';
import type { Change } from '../watch/batch.ts';
import { markOf, nodeTroubleRecord, reasonOf, troublesOf } from './node-trouble.ts';
import type { Reporting, ReportingBatch } from './reporting.ts';
import type { Result, Source } from './source.ts';
import { stateSource } from './state-source.ts';
import type { Told, ToldBatch } from './told.ts';

export interface NodeSourceOptions {
  readonly clock: Clock;
  readonly told: Told;
  readonly reporting: Reporting;
}

/** Nodes that are not ready, short of something or otherwise in trouble; each turn for the worse once. */
export function nodeSource({ clock, told, reporting }: NodeSourceOptions): Source {
  function read(change: Change, batch: ToldBatch, reports: ReportingBatch): readonly Result[] {
    const { type, known, object } = change;
    const node = parseNode(object);
    if (node === undefined) return ['malformed'];
    if (type === 'DELETED') {
      batch.forget(node.uid);
      return ['deleted'];
    }
    const troubles = troublesOf(node, clock.now());
    const news = batch.news(node.uid, troubles.map(markOf));
    const results = troubles
      .filter((trouble) => news.has(markOf(trouble)))
      .map((trouble) => result(node, trouble, change, reports));
    return results.length > 0 ? results : [known ? 'known' : 'unchanged'];
  }

  function result(
    node: NodeRecord,
    trouble: NodeCondition,
    { known, object }: Change,
    reports: ReportingBatch,
  ): Result {
    const record = nodeTroubleRecord(node, trouble, clock.now());
    reporting.remember(record);
    if (known) return 'known';
    return reports.report(record, 'first', { nodeObject: object, trouble: reasonOf(trouble) });
  }

  return stateSource(told, reporting, read);
}
