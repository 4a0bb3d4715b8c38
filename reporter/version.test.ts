import { expect, test } from 'vitest';
import description from '../package.json' with { type: 'json' };
import { version } from './version.ts';

test('the reporter calls itself by the version of the package', () => {
  expect(version).toBe(description.version);
});
