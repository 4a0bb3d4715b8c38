import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { load } from 'js-yaml';

/** The real API, spoken to as an administrator over few connections that stay open. */
export interface Api {
  /** Creates an object in the collection at `path`. */
  create(path: string, object: unknown): Promise<void>;
  /** Creates many, several at a time, as fast as the API server takes them; tells of each that is stored. */
  createAll<T>(path: string, objects: readonly T[], onStored?: (object: T) => void): Promise<void>;
  /** Changes the fields that `change` names (JSON merge patch). */
  patch(path: string, change: unknown): Promise<void>;
  close(): void;
}

export interface ApiOptions {
  /** @default 16 */
  readonly connections?: number;
  /** After which a request without an answer fails. @default 30,000 */
  readonly timeoutMs?: number;
}

export async function openApi(kubeconfig: string, options: ApiOptions = {}): Promise<Api> {
  const { connections = 16, timeoutMs = 30_000 } = options;
  const { server, ...tls } = await credentials(kubeconfig);
  const agent = new https.Agent({ keepAlive: true, maxSockets: connections, ...tls });

  function send(method: string, path: string, type: string, body: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const headers = { 'Content-Type': type };
      const request = https.request(new URL(path, server), { method, agent, headers, signal }, (response) => {
        response.resume();
        response.once('end', () => {
          const { statusCode = 0 } = response;
          if (statusCode < 300) resolve();
          else reject(new Error(`${method} ${path} was answered with ${statusCode}`));
        });
        response.once('error', reject);
      });
      request.once('error', reject);
      request.end(JSON.stringify(body));
    });
  }
  const create = (path: string, object: unknown) => send('POST', path, 'application/json', object);

  return {
    create,
    createAll: async (path, objects, onStored) => {
      const queue = objects.values();
      const worker = async () => {
        for (const object of queue) {
          await create(path, object);
          onStored?.(object);
        }
      };
      await Promise.all(Array.from({ length: connections }, worker));
    },
    patch: (path, change) => send('PATCH', path, 'application/merge-patch+json', change),
    close: () => agent.destroy(),
  };
}

async function credentials(path: string) {
  const config = load(await readFile(path, 'utf8')) as Kubeconfig; // written by this suite
  const [cluster] = config.clusters;
  const [user] = config.users;
  if (cluster === undefined || user === undefined) throw new Error(`${path} names no cluster or no user`);
  return {
    server: cluster.cluster.server,
    ca: await readFile(cluster.cluster['certificate-authority']),
    cert: await readFile(user.user['client-certificate']),
    key: await readFile(user.user['client-key']),
  };
}

interface Kubeconfig {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly 'certificate-authority': string };
  }[];
  readonly users: readonly {
    readonly user: { readonly 'client-certificate': string; readonly 'client-key': string };
  }[];
}
