import type { Issue } from './local-sentry/issues.ts';
import type { Fact } from './local-sentry/sentry-event.ts';
import type { Summary } from './local-sentry/summary.ts';

/** Issues as blocks of text, and what was not reported. */
export function printIssues(issues: readonly Issue[], { events, passedOver }: Summary): string {
  const blocks = issues.map(issueBlock);
  const skipped = passedOver.map(({ why, count }) => `  ${String(count).padStart(6)}  ${why}\n`).join('');
  const total = `${issues.length} issues of ${events} events.\n`;
  return [...blocks, total, ...(skipped === '' ? [] : [`Not reported:\n${skipped}`])].join('\n');
}

function issueBlock({ latest, count, firstSeen, lastSeen, fingerprint }: Issue): string {
  const crumbs = latest.breadcrumbs
    .slice(-5)
    .map((crumb) => `  ${time(crumb.at)}  ${visible(crumb.message)}`);
  return `${[
    visible(latest.title),
    '',
    `  level     ${latest.level.padEnd(12)} events  ${count}`,
    `  first     ${time(firstSeen)}  last  ${time(lastSeen)}`,
    `  grouping  ${visible(fingerprint.filter((part) => part !== '').join(' | '))}`,
    ...tagLines(latest.tags),
    ...(crumbs.length > 0 ? ['', ...crumbs] : []),
  ].join('\n')}\n`;
}

function tagLines(tags: readonly Fact[]): readonly string[] {
  const width = 90;
  const lines: string[] = [];
  for (const { name, value } of tags) {
    const tag = `${name}=${visible(value)}`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + tag.length < width) lines[lines.length - 1] = `${last}  ${tag}`;
    else lines.push(`${lines.length === 0 ? '  tags      ' : '            '}${tag}`);
  }
  return lines;
}

function time(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}

/** Nothing that a terminal would obey. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
