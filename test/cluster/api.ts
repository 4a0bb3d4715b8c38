import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { load } from 'js-yaml';

/** Posts objects to the real API as an administrator, several at a time, as fast as it takes them. */
export async function postAll(
  kubeconfig: string,
  path: string,
  objects: readonly unknown[],
  atOnce = 16,
): Promise<void> {
  const { server, ...tls } = await credentials(kubeconfig);
  const agent = new https.Agent({ keepAlive: true, maxSockets: atOnce, ...tls });
  const queue = [...objects];
  const worker = async () => {
    for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
      await post(new URL(path, server), JSON.stringify(object), agent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  agent.destroy();
}

function post(url: URL, body: string, agent: https.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const request = https.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`POST ${url.pathname} was answered with ${response.statusCode}`));
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

async function credentials(path: string) {
  const config = load(await readFile(path, 'utf8')) as Kubeconfig; // written by this suite
  const [cluster] = config.clusters;
  const [user] = config.users;
  if (cluster === undefined || user === undefined) throw new Error(`${path} names no cluster or no user`);
  const part = async (inline: string | undefined, file: string | undefined) =>
    inline === undefined ? readFile(file ?? '') : Buffer.from(inline, 'base64');
  return {
    server: cluster.cluster.server,
    ca: await part(cluster.cluster['certificate-authority-data'], cluster.cluster['certificate-authority']),
    cert: await part(user.user['client-certificate-data'], user.user['client-certificate']),
    key: await part(user.user['client-key-data'], user.user['client-key']),
  };
}

interface Kubeconfig {
  readonly clusters: readonly {
    readonly cluster: Readonly<Record<string, string>> & { readonly server: string };
  }[];
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}
