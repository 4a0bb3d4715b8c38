import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { packageRoot } from '../../package-root.ts';
import { nodeFlags } from './node-flags.ts';

test('the image starts Node as the chart does', async () => {
  const dockerfile = await readFile(new URL('Dockerfile', packageRoot), 'utf8');
  const command = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1];
  expect(JSON.parse(command ?? '[]')).toEqual(['node', ...nodeFlags, '/app/reporter.mjs']);
});
