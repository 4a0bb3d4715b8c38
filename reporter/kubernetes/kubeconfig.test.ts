import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAccess } from './find-access.ts';
import { kubeconfigAccess, kubeconfigFiles } from './kubeconfig.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** JSON is YAML; `name` is the cluster, the user and the context. */
async function write(file: string, name: string, parts: Parts = {}): Promise<string> {
  const path = join(directory, file);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': parts.current ?? name,
    clusters: [{ name, cluster: { server: `https://${name}.example:6443/`, ...parts.cluster } }],
    users: [{ name, user: { token: `token of ${name}`, ...parts.user } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
  await writeFile(path, JSON.stringify(config));
  return path;
}

interface Parts {
  readonly current?: string;
  readonly cluster?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
}

describe('finding the kubeconfig', () => {
  it('takes an explicit path before KUBECONFIG, and KUBECONFIG before the home directory', async () => {
    await mkdir(join(directory, '.kube'));
    const home = await write('.kube/config', 'home');
    const listed = await write('listed', 'listed');
    const explicit = await write('explicit', 'explicit');
    const env = { HOME: directory, KUBECONFIG: listed };
    expect(await kubeconfigFiles(explicit, env)).toEqual([explicit]);
    expect(await kubeconfigFiles(undefined, env)).toEqual([listed]);
    expect(await kubeconfigFiles(undefined, { HOME: directory })).toEqual([home]);
  });

  it('passes over files of KUBECONFIG that do not exist', async () => {
    const listed = await write('listed', 'listed');
    const env = { KUBECONFIG: [join(directory, 'missing'), listed].join(delimiter) };
    expect(await kubeconfigFiles(undefined, env)).toEqual([listed]);
  });

  it('says where it looked when there is none', async () => {
    await expect(kubeconfigFiles(undefined, { HOME: directory })).rejects.toMatchObject({
      code: 'no-kubeconfig',
      message: expect.stringContaining(join(directory, '.kube', 'config')),
    });
    await expect(findAccess({ type: 'auto', env: { HOME: directory } })).rejects.toMatchObject({
      message: expect.stringContaining('KUBERNETES_SERVICE_HOST is not set'),
    });
  });
});

describe('the access of a kubeconfig', () => {
  it('signs with the token of the current context', async () => {
    const access = await kubeconfigAccess([await write('config', 'one')]);
    expect(access.server).toBe('https://one.example:6443');
    expect(await access.credentials()).toEqual({
      headers: { Authorization: 'Bearer token of one' },
      tls: {},
    });
  });

  it('carries the CA, the server name and a client certificate', async () => {
    const ca = Buffer.from('a CA');
    const file = await write('config', 'one', {
      cluster: { 'certificate-authority-data': ca.toString('base64'), 'tls-server-name': 'api.internal' },
      user: { token: undefined, 'client-certificate-data': btoa('a cert'), 'client-key-data': btoa('a key') },
    });
    const { tls } = await (await kubeconfigAccess([file])).credentials();
    expect(tls).toMatchObject({
      ca,
      servername: 'api.internal',
      cert: Buffer.from('a cert'),
      key: Buffer.from('a key'),
    });
  });

  it('runs the exec plugin of a user, and runs it again after a refusal', async () => {
    const counter = join(directory, 'runs');
    const script = `
      const fs = require('fs');
      fs.appendFileSync(${JSON.stringify(counter)}, 'x');
      const token = 'run ' + fs.readFileSync(${JSON.stringify(counter)}, 'utf8').length;
      console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token } }));
    `;
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', script],
    };
    const access = await kubeconfigAccess([
      await write('config', 'one', { user: { token: undefined, exec } }),
    ]);
    expect((await access.credentials()).headers.Authorization).toBe('Bearer run 1');
    expect((await access.credentials()).headers.Authorization).toBe('Bearer run 1');
    access.forget();
    expect((await access.credentials()).headers.Authorization).toBe('Bearer run 2');
  });

  it('merges several files as kubectl does: the first that names a thing wins', async () => {
    const first = await write('first', 'one');
    const second = await write('second', 'one', {
      current: 'elsewhere',
      cluster: { server: 'https://wrong.example' },
    });
    const access = await kubeconfigAccess([first, second]);
    expect(access.server).toBe('https://one.example:6443');
  });

  it('is refused with the file and what is wrong in it', async () => {
    const broken = join(directory, 'broken');
    await writeFile(broken, '{ not: [yaml');
    await expect(kubeconfigAccess([broken])).rejects.toMatchObject({
      code: 'kubeconfig',
      message: expect.stringContaining(broken),
    });
    await expect(kubeconfigAccess([await write('lost', 'one', { current: 'two' })])).rejects.toMatchObject({
      message: expect.stringContaining('no context named "two"'),
    });
    await expect(kubeconfigAccess([await write('empty', 'one', { current: '' })])).rejects.toMatchObject({
      message: expect.stringContaining('no current-context'),
    });
    await expect(
      kubeconfigAccess([await write('serverless', 'one', { cluster: { server: 'nowhere' } })]),
    ).rejects.toMatchObject({ message: expect.stringContaining('no usable server address') });
  });
});
