import { type Html, html } from './html.ts';
import type { Issue } from './issues.ts';
import type { Fact, SentryEvent } from './sentry-event.ts';
import type { Summary } from './summary.ts';

/** The list of issues, as Sentry's own first page shows them. */
export function issuesPage(issues: readonly Issue[], summary: Summary, now: number): string {
  const rows = issues.map((issue) => issueRow(issue, now));
  const empty = html`<p class="empty">Nothing to report yet. A warning in the cluster shows here at once.</p>`;
  return page(
    'Issues',
    html`<header><h1>Issues</h1><p>${summaryLine(issues.length, summary)}</p></header>
${rows.length === 0 ? empty : html`<ol class="issues">${rows}</ol>`}
${filteredTable(summary)}`,
  );
}

/** One issue with its latest event. */
export function issuePage(issue: Issue): string {
  const { latest } = issue;
  return page(
    latest.title,
    html`<header><p><a href="/">Issues</a></p><h1 class="${levelClass(latest)}">${headline(latest.title)}</h1>
<p>${counted(issue.count, 'event')}, first ${time(issue.firstSeen)}, last ${time(issue.lastSeen)}</p></header>
<section><h2>Message</h2><pre>${latest.title}</pre></section>
<section><h2>Tags</h2>${factsList(latest.tags)}</section>
<section><h2>Breadcrumbs</h2>${crumbs(latest)}</section>
${latest.contexts.map(({ name, facts }) => html`<section><h2>${name}</h2>${factsList(facts)}</section>`)}
<section><h2>Grouping</h2><p>Events with all of these in common are this issue:</p>
<ul class="fingerprint">${issue.fingerprint.filter((part) => part !== '').map((part) => html`<li><code>${part}</code></li>`)}</ul></section>
<section><h2>Events</h2><ul class="events">${issue.events.map(eventLine)}</ul></section>`,
  );
}

function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.slice(0, 100)}</title><link rel="stylesheet" href="/style.css"><script src="/live.js" defer></script></head>
<body><main>
${body}
</main></body>
</html>
`.text;
}

function issueRow(issue: Issue, now: number): Html {
  const { latest } = issue;
  const shown = ['cluster', 'namespace', 'environment', 'node', 'container'];
  const tags = latest.tags.filter(({ name }) => shown.includes(name));
  return html`<li class="${levelClass(latest)}"><a href="/issues/${issue.id}"><strong>${headline(latest.title)}</strong>
<span class="detail">${rest(latest.title)}</span>
<span class="tags">${tags.map((tag) => html`<span>${tag.name}: ${tag.value}</span> `)}</span></a>
<span class="count">${issue.count}</span><time>${ago(now - issue.lastSeen)}</time></li>`;
}

function summaryLine(issues: number, { events, repeated, checkIns, complete }: Summary): string {
  const parts = [counted(issues, 'issue'), counted(events, 'event')];
  if (repeated > 0) parts.push(`${repeated} sent again under their own id`);
  if (checkIns > 0) parts.push(counted(checkIns, 'check-in'));
  return `${parts.join(' · ')}${complete ? '' : ' · live'}`;
}

function filteredTable({ passedOver }: Summary): Html {
  if (passedOver.length === 0) return html``;
  return html`<section><h2>Not reported</h2><dl>${passedOver.map(
    ({ why, count }) => html`<dt>${why}</dt><dd>${count}</dd>`,
  )}</dl></section>`;
}

function factsList(facts: readonly Fact[]): Html {
  if (facts.length === 0) return html`<p class="empty">None</p>`;
  return html`<dl>${facts.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function crumbs({ breadcrumbs }: SentryEvent): Html {
  if (breadcrumbs.length === 0) return html`<p class="empty">No earlier events of this object</p>`;
  return html`<ol class="crumbs">${breadcrumbs.map(
    ({ at, category, level, message }) =>
      html`<li class="level-${level === 'info' ? 'info' : 'warning'}"><time>${time(at)}</time> <b>${category}</b> ${message}</li>`,
  )}</ol>`;
}

function eventLine({ id, at, title }: SentryEvent): Html {
  return html`<li><time>${time(at)}</time> <code>${id.slice(0, 8)}</code> ${rest(title)}</li>`;
}

const levels = ['fatal', 'error', 'warning', 'info', 'debug'];

function levelClass({ level }: SentryEvent): string {
  return `level-${levels.includes(level) ? level : 'error'}`;
}

/** What happened to which workload: a title up to its first colon. */
function headline(title: string): string {
  return title.split(': ', 1)[0] ?? title;
}

function rest(title: string): string {
  return title.slice(headline(title).length + 2);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function time(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ago`;
  return `${Math.floor(seconds / 86_400)}d ago`;
}
