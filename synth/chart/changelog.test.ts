import { expect, test } from 'vitest';
import { changesOf, parseChangelog } from './changelog.ts';

const changelog = `# Changelog

Some words.

## Unreleased

### Fixed

- Reporter: keeps its place
  over a restart.

## 0.2.0 - 2026-11-25

### Added

- Chart \`sentry-clickhouse\`: three replicas.
- A command.

### Misc

- Nothing that Artifact Hub knows.

## [0.1.0] - 2026-10-01
`;

test('reads versions, dates and changes, a bullet of several lines as one', () => {
  const [unreleased, second, first] = parseChangelog(changelog);
  expect(unreleased).toMatchObject({
    version: 'Unreleased',
    date: undefined,
    changes: [{ kind: 'fixed', description: 'Reporter: keeps its place over a restart.' }],
  });
  expect(second).toMatchObject({ version: '0.2.0', date: '2026-11-25' });
  expect(second?.changes).toHaveLength(2);
  expect(first).toMatchObject({ version: '0.1.0', date: '2026-10-01', text: '', changes: [] });
});

test('finds the changes of a chart by its name, and those of the reporter by their first word', () => {
  const [unreleased, second] = parseChangelog(changelog);
  expect(changesOf(second, ['sentry-clickhouse']).map(({ description }) => description)).toEqual([
    'Chart `sentry-clickhouse`: three replicas.',
  ]);
  expect(changesOf(unreleased, ['sentry-kubernetes', 'Reporter'])).toHaveLength(1);
  expect(changesOf(undefined, ['Reporter'])).toEqual([]);
});
