/**
 * A real Kubernetes to play with, on Linux as root:
 *
 *   node test/cluster/main.ts up          starts it; it stays until `down`, also over the end of this program
 *   node test/cluster/main.ts kubeconfig  prints the path for KUBECONFIG
 *   node test/cluster/main.ts down        stops it and removes everything it left
 */
import { clusterFolder } from './addresses.ts';
import { startCluster } from './cluster.ts';
import { kubeconfig } from './kubeconfig.ts';
import { clusterMissing } from './requirements.ts';
import { tearDown } from './tear-down.ts';
import { takeTurn } from './turn.ts';

const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(1);

const commands: Readonly<Record<string, () => Promise<void>>> = {
  up: async () => {
    const missing = await clusterMissing();
    if (missing !== undefined) throw new Error(missing);
    const giveBack = await takeTurn(clusterFolder);
    const cluster = await startCluster().finally(giveBack);
    console.log(`ready after ${seconds()} s: export KUBECONFIG=${cluster.kubeconfig}`);
  },
  down: async () => {
    const giveBack = await takeTurn(clusterFolder);
    await tearDown(clusterFolder).finally(giveBack);
    console.log(`removed in ${seconds()} s`);
  },
  kubeconfig: async () => console.log(kubeconfig(clusterFolder, 'admin')),
};

const command = commands[process.argv[2] ?? ''];
if (command === undefined) {
  console.error(`say one of: ${Object.keys(commands).join(', ')}`);
  process.exitCode = 2;
} else {
  await command().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
