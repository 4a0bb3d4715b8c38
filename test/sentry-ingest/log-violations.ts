import {
  bytesOf,
  fieldsOf,
  isId,
  isNumber,
  isText,
  isUnreadable,
  listOf,
  type Payload,
  textsIn,
} from './shape.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const types = ['string', 'boolean', 'integer', 'double'];

/** By the logs protocol (develop.sentry.dev, telemetry/logs): a batch of at most 100 entries. */
export function logViolations({ items, ...rest }: Payload): readonly string[] {
  const entries = listOf(items).map(fieldsOf);
  return [
    ...(entries.length === 0 || entries.length > 100 ? [`a batch of ${entries.length} logs`] : []),
    ...Object.keys(rest)
      .filter((key) => key !== 'version' && key !== 'ingest_settings')
      .map((key) => `${key} is no documented field`),
    ...(bytesOf(items) > 12 * 1024 * 1024 ? ['the batch is over 12 MiB'] : []),
    ...entries.flatMap(entryViolations),
  ];
}

function entryViolations(entry: Payload): readonly string[] {
  const { timestamp, trace_id, level, body, attributes } = entry;
  return [
    ...(isNumber(timestamp) && timestamp > 0 ? [] : ['log timestamp']),
    ...(isId(trace_id) ? [] : ['log trace_id']),
    ...(levels.includes(String(level)) ? [] : [`log level ${level}`]),
    ...(isText(body, 1024 * 1024) ? [] : ['log body']),
    ...(bytesOf(entry) > 1024 * 1024 ? ['a log is over 1 MiB'] : []),
    ...(textsIn(entry).some(isUnreadable) ? ['a text that no page can show'] : []),
    ...Object.entries(fieldsOf(attributes)).flatMap(([key, attribute]) =>
      attributeViolations(key, fieldsOf(attribute)),
    ),
  ];
}

function attributeViolations(key: string, { type, value }: Payload): readonly string[] {
  const fits =
    type === 'string'
      ? typeof value === 'string'
      : type === 'boolean'
        ? typeof value === 'boolean'
        : isNumber(value) && (type !== 'integer' || Number.isInteger(value));
  return [
    ...(types.includes(String(type)) && fits ? [] : [`log attribute ${key}`]),
    ...(isText(key, 200) ? [] : ['log attribute key']),
  ];
}
