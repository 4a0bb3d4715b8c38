import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../tools/run.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

test('without a cluster it says where it has looked, and ends', { timeout: 30_000 }, async () => {
  const env = { HOME: tmpdir(), KUBECONFIG: '', KUBERNETES_SERVICE_HOST: '' };
  const { code, stdout, stderr } = await run(process.execPath, [main, 'try', '--print'], { env });
  expect(stderr).toContain('sentry-k8s try: no way to a cluster');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});
