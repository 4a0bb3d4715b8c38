import type { Platform } from '../fields/platform.ts';

/** What Sentry and the OpenID provider must agree on. */
export interface SignIn {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Issuer without `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly scope: string;
  readonly secret: { readonly name: string; readonly key: string };
  /** The DexClient that Deckhouse turns into the client and its Secret. */
  readonly dexClient: { readonly name: string; readonly namespace: string } | undefined;
}

export function signIn({ sso, url, namespaces }: Platform): SignIn | undefined {
  if (sso.kind === 'none') return undefined;
  const redirectUri = `${url}/auth/sso/`;
  if (sso.kind === 'oidc') {
    const { clientId, issuer, scope, secret } = sso;
    return { clientId, redirectUri, issuer: issuer.replace(/\/$/, ''), scope, secret, dexClient: undefined };
  }
  return {
    clientId: `dex-client-${sso.name}@${namespaces.sentry}`,
    redirectUri,
    issuer: `https://${sso.domain}`,
    scope: sso.scope,
    secret: { name: `dex-client-${sso.name}`, key: 'clientSecret' },
    dexClient: { name: sso.name, namespace: namespaces.sentry },
  };
}
