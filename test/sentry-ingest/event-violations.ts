import {
  bytesOf,
  depthOf,
  fieldsOf,
  isEnvironment,
  isId,
  isNumber,
  isText,
  isUnreadable,
  listOf,
  type Payload,
  textsIn,
  unknownFields,
} from './shape.ts';

/** Fields of the event payload (develop.sentry.dev, event payloads) that a reporter has a use for. */
const fields = [
  'event_id',
  'timestamp',
  'platform',
  'level',
  'logger',
  'transaction',
  'server_name',
  'release',
  'environment',
  'fingerprint',
  'logentry',
  'tags',
  'contexts',
  'breadcrumbs',
  'extra',
  'sdk',
];
const levels = ['fatal', 'error', 'warning', 'info', 'debug'];
/** Tags that Relay takes away, or makes another field of. */
const reservedTags = ['release', 'dist', 'user', 'filename', 'function', 'environment'];

/** By Relay's event schema (relay-event-schema) and its limits (relay-config, Limits::default). */
export function eventViolations(event: Payload): readonly string[] {
  const found: string[] = [...unknownFields(event, fields)];
  const complain = (wrong: boolean, what: string) => wrong && found.push(what);

  complain(!isId(event.event_id), 'event_id is no id');
  complain(!/^.{12}4.{3}[89ab]/.test(String(event.event_id)), 'event_id is no UUID of version 4');
  complain(!isNumber(event.timestamp) || event.timestamp <= 0, 'timestamp is no number of seconds');
  // A time in milliseconds would be in the year 50000.
  complain(Number(event.timestamp) > Date.now() / 1000 + 86_400, 'timestamp is in the future');
  complain(event.platform !== 'other', 'platform');
  complain(!levels.includes(String(event.level)), `level ${event.level}`);
  complain(!isText(event.logger, 64), 'logger');
  complain(!isText(event.transaction, 200), 'transaction');
  complain(event.server_name !== undefined && !isText(event.server_name, 256), 'server_name');
  complain(event.release !== undefined && !isText(event.release, 200), 'release');
  complain(event.environment !== undefined && !isEnvironment(event.environment), 'environment');
  complain(!isText(fieldsOf(event.logentry).message, 8192), 'logentry');
  complain(bytesOf(event) > 1024 * 1024, 'the event is over 1 MiB');
  complain(textsIn(event).some(isUnreadable), 'a text that no page can show');

  const print = listOf(event.fingerprint);
  complain(print.length === 0 || print.some((part) => typeof part !== 'string'), 'fingerprint');
  complain(bytesOf(print) > 4096, 'fingerprint is too long');

  found.push(...tagViolations(event.tags), ...contextViolations(event.contexts));
  found.push(...crumbViolations(event.breadcrumbs), ...extraViolations(event.extra));
  const { name, version } = fieldsOf(event.sdk);
  complain(!isText(name, 200) || !isText(version, 64), 'sdk');
  return found;
}

function tagViolations(tags: unknown): readonly string[] {
  return Object.entries(fieldsOf(tags)).flatMap(([key, value]) => [
    // Relay takes 200 characters; versions of Sentry before 2025 no more than 32.
    ...(/^[A-Za-z0-9_.:-]{1,200}$/.test(key) ? [] : [`tag key ${key}`]),
    ...(reservedTags.includes(key) ? [`reserved tag ${key}`] : []),
    ...(isText(value, 200) && !/[\r\n]/.test(value) ? [] : [`tag ${key}`]),
  ]);
}

function contextViolations(contexts: unknown): readonly string[] {
  return Object.entries(fieldsOf(contexts)).flatMap(([name, context]) => [
    ...(bytesOf(context) > 8192 ? [`context ${name} is over 8 KiB`] : []),
    ...(depthOf(context) > 7 ? [`context ${name} is nested too deep`] : []),
    ...(Object.keys(fieldsOf(context)).length === 0 ? [`context ${name} is empty`] : []),
    ...(/\[Object\]|\[Array\]/.test(JSON.stringify(context)) ? [`context ${name} was cut by the SDK`] : []),
    // What the SDK would say of the reporter's own process.
    ...(['runtime', 'os', 'device', 'app', 'culture'].includes(name) ? [`context ${name} is noise`] : []),
  ]);
}

function extraViolations(extra: unknown): readonly string[] {
  return [
    ...(extra !== undefined && bytesOf(extra) > 256 * 1024 ? ['extra is over 256 KiB'] : []),
    ...Object.entries(fieldsOf(extra)).flatMap(([name, value]) =>
      bytesOf(value) > 16 * 1024 ? [`extra ${name} is over 16 KiB`] : [],
    ),
  ];
}

function crumbViolations(breadcrumbs: unknown): readonly string[] {
  const crumbs = listOf(breadcrumbs).map(fieldsOf);
  return [
    ...(crumbs.length > 100 ? ['more than 100 breadcrumbs'] : []),
    ...crumbs.flatMap(({ message, category, level, timestamp }, at) => [
      ...(isText(message, 8192) ? [] : ['breadcrumb message']),
      ...(category === undefined || isText(category, 128) ? [] : ['breadcrumb category']),
      ...(level === undefined || levels.includes(String(level)) ? [] : ['breadcrumb level']),
      ...(isNumber(timestamp) ? [] : ['breadcrumb timestamp']),
      ...(at > 0 && Number(timestamp) < Number(crumbs[at - 1]?.timestamp)
        ? ['breadcrumbs out of order']
        : []),
    ]),
  ];
}
