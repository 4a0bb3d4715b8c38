import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../test/tools/run.ts';
import { alternately, type Figures } from './alternately.ts';

const bin = fileURLToPath(new URL('../bin/sentry-k8s.mjs', import.meta.url));

/** How long a check takes from start to end, beside Node starting and ending with nothing to do. */
export async function benchCheck(rounds: number): Promise<readonly Figures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'check-bench-'));
  try {
    await writeFile(join(folder, 'small.yaml'), service(0));
    await writeFile(
      join(folder, 'large.yaml'),
      Array.from({ length: 1000 }, (_, index) => service(index)).join(''),
    );
    const node = () => start(['-e', '0']);
    const check =
      (...args: readonly string[]) =>
      () =>
        start([bin, 'values', 'check', ...args.map((arg) => arg.replace('@', folder))]);
    return [
      await alternately('values check of one file, beside node alone', check('@/small.yaml'), node, rounds),
      await alternately(
        'the same for sentry/sentry',
        check('@/small.yaml', '--chart', 'sentry/sentry'),
        node,
        rounds,
      ),
      await alternately('values check of 10,000 lines', check('@/large.yaml'), node, rounds),
      await alternately(
        'the same for sentry/sentry',
        check('@/large.yaml', '--chart', 'sentry/sentry'),
        node,
        rounds,
      ),
      await alternately(
        'values from-set of one command',
        () => start([bin, 'values', 'from-set', 'helm install a ./a --set b=1']),
        node,
        rounds,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Ten lines of values without a fault. */
function service(index: number): string {
  return `service${index}:
  replicas: ${index}
  image: "registry.example.com/service:${index}"
  resources:
    requests:
      cpu: 100m
      memory: 1Gi
  env:
    - name: NUMBER_${index}
      value: "text" # a comment
`;
}

async function start(args: readonly string[]): Promise<void> {
  const { code, stderr } = await run(process.execPath, args);
  if (code > 1) throw new Error(stderr);
}
