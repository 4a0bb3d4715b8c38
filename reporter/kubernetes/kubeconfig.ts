/**
 * Access through a kubeconfig file. @kubernetes/client-node reads it and runs exec and OIDC
 * authentication; the package is large, so it is loaded only here and only when a kubeconfig is used.
 */

import { access } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { AccessError } from './access-error.ts';
import type { ClusterAccess, Credentials } from './cluster-access.ts';
import type { Environment } from './service-account.ts';

/**
 * The files that make up the kubeconfig: `path`, else what KUBECONFIG lists, else `~/.kube/config`.
 * Like kubectl, entries of KUBECONFIG that do not exist are passed over.
 *
 * @throws AccessError `no-kubeconfig` when none exists.
 */
export async function kubeconfigFiles(
  path: string | undefined,
  env: Environment,
): Promise<readonly string[]> {
  if (path !== undefined) return existing([path], `SENTRY_K8S_KUBECONFIG_PATH names ${path}`);
  const listed = (env.KUBECONFIG ?? '').split(delimiter).filter((file) => file.trim() !== '');
  if (listed.length > 0) return existing(listed, `KUBECONFIG names ${listed.join(', ')}`);
  const fallback = join(env.HOME ?? homedir(), '.kube', 'config');
  return existing([fallback], `KUBECONFIG is not set, and the default is ${fallback}`);
}

/** @throws AccessError `kubeconfig` or `no-client-node`, saying what is wrong with which file. */
export async function kubeconfigAccess(files: readonly string[]): Promise<ClusterAccess> {
  const source = files.join(delimiter);
  const first = await load(files);
  const server = serverOf(first, source);
  let config = Promise.resolve(first);
  return {
    server,
    source,
    credentials: async () => sign(await config, server, source),
    // Exec authentication caches its token until it expires; a fresh config starts without one.
    forget: () => {
      const stale = config;
      config = load(files).catch(() => stale); // a file being replaced: the next refusal tries again
    },
  };
}

async function sign(config: KubeConfig, server: string, source: string): Promise<Credentials> {
  const options: RequestOptions = { headers: {} };
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    throw new AccessError('kubeconfig', `authenticating with ${source}: ${reason(cause)}`, cause);
  }
  const { ca, cert, key, servername, rejectUnauthorized } = options;
  // The KubeConfig above writes plain strings, Buffers and string headers only.
  const headers: Record<string, string> = { ...(options.headers as Record<string, string>) };
  if (typeof options.auth === 'string')
    headers.Authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  const agent = config.getCurrentCluster()?.proxyUrl === undefined ? undefined : options.agent;
  return {
    headers,
    tls: server.startsWith('http:')
      ? {}
      : {
          ...(ca === undefined ? {} : { ca: ca as string | Buffer }),
          ...(cert === undefined ? {} : { cert: cert as string | Buffer }),
          ...(key === undefined ? {} : { key: key as string | Buffer }),
          ...(servername === undefined ? {} : { servername }),
          ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
        },
    ...(typeof agent === 'object' ? { agent } : {}),
  };
}

async function load(files: readonly string[]): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node').catch((cause: unknown) => {
    throw new AccessError(
      'no-client-node',
      'reading a kubeconfig needs the package @kubernetes/client-node beside the reporter; install it, or run in a cluster',
      cause,
    );
  });
  const merged = new KubeConfig();
  for (const file of files) {
    const config = new KubeConfig();
    try {
      config.loadFromFile(file);
    } catch (cause) {
      throw new AccessError('kubeconfig', `reading ${file}: ${reason(cause)}`, cause);
    }
    merge(merged, config);
  }
  return allowPlainHttp(merged);
}

/** As kubectl merges: the first file that names a thing wins. */
function merge(into: KubeConfig, from: KubeConfig): void {
  into.clusters = [...into.clusters, ...unnamedIn(into.clusters, from.clusters)];
  into.users = [...into.users, ...unnamedIn(into.users, from.users)];
  into.contexts = [...into.contexts, ...unnamedIn(into.contexts, from.contexts)];
  into.currentContext ||= from.currentContext;
}

function unnamedIn<T extends { readonly name: string }>(
  taken: readonly T[],
  more: readonly T[],
): readonly T[] {
  return more.filter((one) => !taken.some((other) => other.name === one.name));
}

/** client-node refuses http: servers (such as `kubectl proxy`) unless TLS verification is off. */
function allowPlainHttp(config: KubeConfig): KubeConfig {
  config.clusters = config.clusters.map((cluster) =>
    cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster,
  );
  return config;
}

function serverOf(config: KubeConfig, source: string): string {
  if (!config.currentContext) {
    throw new AccessError(
      'kubeconfig',
      `${source} has no current-context; choose one with: kubectl config use-context`,
    );
  }
  const context = config.getContextObject(config.currentContext);
  if (context === null) {
    throw new AccessError('kubeconfig', `${source} has no context named "${config.currentContext}"`);
  }
  const cluster = config.getCurrentCluster();
  if (cluster === null || !URL.canParse(cluster.server)) {
    throw new AccessError(
      'kubeconfig',
      `${source}: cluster "${context.cluster}" has no usable server address`,
    );
  }
  return cluster.server.replace(/\/+$/, '');
}

async function existing(files: readonly string[], why: string): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => [file],
        () => [],
      ),
    ),
  );
  const there = found.flat();
  if (there.length > 0) return there;
  throw new AccessError('no-kubeconfig', `${why}, but there is no readable file`);
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
