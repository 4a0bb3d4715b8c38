import type { Agent } from 'node:http';

/** Where a cluster's API is and how a request to it is signed. */
export interface ClusterAccess {
  /** Base address without a trailing slash, such as `https://10.96.0.1:443`. */
  readonly server: string;
  /** Where this came from, for logs: `service account`, or the kubeconfig's path. */
  readonly source: string;
  /** Asked before every request, so that rotated tokens and certificates take effect. */
  credentials(): Promise<Credentials>;
  /** The server refused the last credentials: forget whatever is cached. */
  forget(): void;
}

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsMaterial;
  /** An agent that the kubeconfig itself asks for (`proxy-url`); otherwise the client keeps its own. */
  readonly agent?: Agent;
}

export interface TlsMaterial {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}
