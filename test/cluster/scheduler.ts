import { ports } from './addresses.ts';
import { kubeconfig } from './kubeconfig.ts';
import { start } from './process.ts';

export async function startScheduler(folder: string, program: string): Promise<void> {
  await start(folder, {
    name: 'kube-scheduler',
    program,
    args: [
      `--kubeconfig=${kubeconfig(folder, 'scheduler')}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.scheduler}`,
      '--leader-elect=false',
    ],
  });
}
