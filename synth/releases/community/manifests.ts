import type { Platform } from '../../platform/fields/platform.ts';
import type { Names } from '../../platform/names/names.ts';
import type { Json } from '../../values/json.ts';
import { type Setting, setting } from '../../yaml/settings.ts';

/** Objects of other controllers that belong to the release, through the chart's list of further manifests. */
export function manifestSettings(platform: Platform, names: Names): readonly Setting[] {
  const manifests = [...certificate(platform, names), ...dexClient(platform, names)];
  if (manifests.length === 0) return [];
  const kinds = manifests.map(({ kind }) => kind).join(' and ');
  return [
    setting(
      'extraManifests',
      manifests,
      `${kinds}: other controllers make Secrets from it that this release reads.`,
    ),
  ];
}

type Manifest = { readonly kind: string; readonly [key: string]: Json };

function certificate({ tls, ingress, namespaces }: Platform, { publicHost }: Names): readonly Manifest[] {
  if (tls.kind !== 'cert-manager') return [];
  const more = ingress.kind === 'ingress' ? ingress.additionalHosts : [];
  return [
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: tls.secret, namespace: namespaces.sentry },
      spec: {
        secretName: tls.secret,
        dnsNames: [publicHost, ...more],
        issuerRef: { name: tls.issuer, kind: tls.issuerKind, group: 'cert-manager.io' },
        privateKey: { rotationPolicy: 'Always' },
      },
    },
  ];
}

function dexClient({ sso }: Platform, { signIn }: Names): readonly Manifest[] {
  if (sso.kind !== 'dex' || signIn?.dexClient === undefined) return [];
  return [
    {
      apiVersion: 'deckhouse.io/v1',
      kind: 'DexClient',
      metadata: { name: signIn.dexClient.name, namespace: signIn.dexClient.namespace },
      spec: {
        redirectURIs: [signIn.redirectUri],
        ...(sso.groups.length > 0 ? { allowedGroups: sso.groups } : {}),
      },
    },
  ];
}
