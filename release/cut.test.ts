import { expect, test } from 'vitest';
import { cutRelease } from './cut.ts';

const changelog = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.1.0 - 2026-10-01\n';

test('gives what is unreleased a version and starts anew above it', () => {
  expect(cutRelease(changelog, '0.2.0', '2026-11-25')).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-11-25\n\n### Added\n\n- A thing.\n\n## 0.1.0 - 2026-10-01\n',
  );
});

test.each([
  ['v0.2.0', 'without a leading v'],
  ['0.1.0', 'a published version never changes'],
])('refuses the version %s', (version, why) => {
  expect(() => cutRelease(changelog, version, '2026-11-25')).toThrow(why);
});

test('refuses a release without a word about it', () => {
  expect(() => cutRelease('# Changelog\n\n## Unreleased\n\n', '0.2.0', '2026-11-25')).toThrow(
    'CHANGELOG.md says nothing under "## Unreleased"',
  );
});
