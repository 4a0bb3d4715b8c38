import { NODE_IMAGE } from './images.ts';

/**
 * A pod that answers like one ClickHouse and one Keeper, and the Service under whose name it is reached. The images of
 * the real ones cannot be had on this machine; what is tried with it is the way there: names, rights and passwords.
 */
export function standIn(
  host: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  user: User,
) {
  const [name = ''] = host.split('.');
  const metadata = { name, namespace, labels: { ...labels, host: name } };
  const ports = [8123, 2181].map((port) => ({ name: `p${port}`, port }));
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { clusterIP: 'None', selector: { host: name }, ports },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'main',
            image: NODE_IMAGE,
            imagePullPolicy: 'IfNotPresent',
            command: ['node', '-e', program],
            env: Object.entries({ ...user, host }).map(([key, value]) => ({ name: key, value })),
            readinessProbe: { tcpSocket: { port: 8123 }, periodSeconds: 1 },
          },
        ],
      },
    },
  ];
}

export interface User {
  readonly user: string;
  readonly password: string;
  readonly cluster: string;
}

const program = `
const { user, password, cluster, host } = process.env;
require('node:http').createServer((request, response) => {
  const { headers, url } = request;
  if (headers.authorization !== 'Basic ' + Buffer.from(user + ':' + password).toString('base64'))
    return response.writeHead(403).end('Code: 516. Authentication failed');
  const known = new URL(url, 'http://x').searchParams.get('param_cluster') === cluster;
  response.end(JSON.stringify({
    hosts: known ? [host] : [], local: known ? 1 : 0, replica: host, shard: '0', keeperSessions: 1, troubled: 0,
  }));
}).listen(8123);
require('node:net').createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', (word) => socket.end(String(word) === 'mntr' ? 'zk_server_state\\tstandalone\\n' : ''));
}).listen(2181);
process.on('SIGTERM', () => process.exit(0));
`;
