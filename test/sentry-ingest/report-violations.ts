import { bytesOf, fieldsOf, isNumber, isText, listOf, type Payload } from './shape.ts';

/** By the client report (develop.sentry.dev, client reports); the documents allow 4 KiB. */
export function reportViolations({ timestamp, discarded_events }: Payload): readonly string[] {
  const discarded = listOf(discarded_events).map(fieldsOf);
  return [
    ...(isNumber(timestamp) || isText(timestamp, 40) ? [] : ['client report timestamp']),
    ...(discarded.length === 0 ? ['an empty client report'] : []),
    ...(bytesOf(discarded) > 4096 ? ['the client report is over 4 KiB'] : []),
    ...discarded.flatMap(({ reason, category, quantity }) =>
      isText(reason, 200) && isText(category, 100) && isNumber(quantity) && quantity > 0
        ? []
        : ['discarded events'],
    ),
  ];
}
