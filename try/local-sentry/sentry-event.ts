/** The parts of a Sentry event that a page shows; whatever has another shape is left out. */
export interface SentryEvent {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly fingerprint: readonly string[];
  readonly tags: readonly Fact[];
  readonly contexts: readonly { readonly name: string; readonly facts: readonly Fact[] }[];
  readonly breadcrumbs: readonly Breadcrumb[];
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface Breadcrumb {
  readonly at: number;
  readonly category: string;
  readonly level: string;
  readonly message: string;
}

/** Reads the payload of an envelope's item of type `event`; undefined when it has no id. */
export function parseSentryEvent(payload: unknown): SentryEvent | undefined {
  const event = record(payload);
  const id = text(event.event_id);
  if (id === undefined) return undefined;
  const title = text(record(event.logentry).message) ?? text(event.message) ?? '(no message)';
  return {
    id,
    title,
    level: text(event.level) ?? 'error',
    at: milliseconds(event.timestamp),
    fingerprint: list(event.fingerprint).flatMap((part) => text(part) ?? []),
    tags: [...ownFields(event), ...facts(event.tags)],
    contexts: contexts(record(event.contexts)).map(([name, context]) => ({
      name,
      facts: facts(context),
    })),
    breadcrumbs: list(event.breadcrumbs).map((crumb) => breadcrumb(record(crumb))),
  };
}

/** All but the one by which Sentry links events to traces, which it shows elsewhere. */
function contexts(event: Readonly<Record<string, unknown>>): readonly [string, unknown][] {
  return Object.entries(event).filter(([name]) => name !== 'trace');
}

/** What Sentry shows among the tags, though it has fields of its own. */
function ownFields(event: Readonly<Record<string, unknown>>): readonly Fact[] {
  return facts({ environment: event.environment, release: event.release, server_name: event.server_name });
}

function breadcrumb(crumb: Readonly<Record<string, unknown>>): Breadcrumb {
  return {
    at: milliseconds(crumb.timestamp),
    category: text(crumb.category) ?? '',
    level: text(crumb.level) ?? 'info',
    message: text(crumb.message) ?? '',
  };
}

function facts(value: unknown): readonly Fact[] {
  return Object.entries(record(value)).flatMap(([name, fact]) => {
    if (fact === undefined || fact === null) return [];
    return [{ name, value: typeof fact === 'string' ? fact : JSON.stringify(fact) }];
  });
}

function milliseconds(seconds: unknown): number {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : 0;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  // An object's fields are unknown until each is looked at.
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
