import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceAccountAccess } from './service-account.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'service-account-'));
  await writeFile(join(directory, 'token'), 'first\n');
  await writeFile(join(directory, 'ca.crt'), 'a CA\n');
});
afterEach(() => rm(directory, { recursive: true }));

const env = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

describe('the access of a pod', () => {
  it('speaks TLS to the address that the environment names', async () => {
    expect((await serviceAccountAccess(env, directory)).server).toBe('https://10.96.0.1:443');
    const v6 = { ...env, KUBERNETES_SERVICE_HOST: 'fd00::1' };
    expect((await serviceAccountAccess(v6, directory)).server).toBe('https://[fd00::1]:443');
  });

  it('signs with the trimmed token and the mounted CA, and follows their rotation', async () => {
    const access = await serviceAccountAccess(env, directory);
    expect(await access.credentials()).toEqual({
      headers: { authorization: 'Bearer first' },
      tls: { ca: 'a CA' },
    });
    await writeFile(join(directory, 'next'), 'second');
    await rename(join(directory, 'next'), join(directory, 'token'));
    expect((await access.credentials()).headers.authorization).toBe('Bearer second');
  });

  it.each([
    [{ KUBERNETES_SERVICE_HOST: '' }, 'KUBERNETES_SERVICE_HOST is not set'],
    [{ KUBERNETES_SERVICE_HOST: 'a b' }, 'KUBERNETES_SERVICE_HOST must be a host'],
    [{ KUBERNETES_SERVICE_PORT: undefined }, 'KUBERNETES_SERVICE_PORT must be a port number'],
    [{ KUBERNETES_SERVICE_PORT: '99999' }, 'KUBERNETES_SERVICE_PORT must be a port number'],
  ])('is refused with the variable that is wrong: %j', async (wrong, message) => {
    await expect(serviceAccountAccess({ ...env, ...wrong }, directory)).rejects.toMatchObject({
      code: 'not-in-cluster',
      message: expect.stringContaining(message),
    });
  });

  it('is refused when nothing is mounted', async () => {
    await expect(serviceAccountAccess(env, join(directory, 'none'))).rejects.toMatchObject({
      code: 'not-in-cluster',
    });
  });
});
