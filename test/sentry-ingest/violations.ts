/** What Relay would cut, drop or refuse in an event; a reporter's event has none of it. */
export function violationsOf(event: Readonly<Record<string, unknown>>): readonly string[] {
  const found: string[] = [];
  if (!/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(String(event.event_id)))
    found.push('event_id is no UUID v4');
  for (const [key, value] of Object.entries(asMap(event.tags))) {
    if (!/^[A-Za-z0-9_.:-]{1,200}$/.test(key)) found.push(`tag key ${key}`);
    if (/^(release|dist|user|filename|function|environment)$/.test(key)) found.push(`reserved tag ${key}`);
    if (typeof value !== 'string' || value.length > 200 || value === '' || /[\r\n]/.test(value))
      found.push(`tag ${key}`);
  }
  for (const [name, context] of Object.entries(asMap(event.contexts))) {
    if (JSON.stringify(context).length > 8192) found.push(`context ${name} is over 8 KiB`);
  }
  for (const [name, value] of Object.entries(asMap(event.extra))) {
    if (JSON.stringify(value).length > 16_384) found.push(`extra ${name} is over 16 KiB`);
  }
  const message = asMap(event.logentry).message ?? asMap(event.logentry).formatted;
  if (typeof message !== 'string' || message.length > 8192) found.push('logentry');
  if (event.environment !== undefined && !/^[^\s/]{1,64}$/.test(String(event.environment)))
    found.push('environment');
  if (JSON.stringify(event).length > 1024 * 1024) found.push('event is over 1 MiB');
  for (const crumb of Array.isArray(event.breadcrumbs) ? event.breadcrumbs : []) {
    if (String(asMap(crumb).message).length > 8192) found.push('breadcrumb message');
  }
  return found;
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
