import type { Installation, Report } from '../installation.ts';
import { isTree, listAt, textAt, textsAt, type ValueTree, valueAt } from '../value-tree.ts';

/** The public host in the URL, in the route, in the certificate and at the provider of single sign-on. */
export function checkExposure({ releases }: Installation, report: Report): void {
  const sentry = releases.get('sentry');
  if (sentry === undefined) return;
  const url = textAt(sentry.values, 'system.url') ?? '';
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  for (const routed of routedHosts(sentry.values)) {
    if (routed !== host)
      report('public host', `requests for ${routed} are routed, and Sentry calls itself ${url}`);
  }
  const all = [host, ...textsAt(sentry.values, 'ingress.additionalHostNames')].join(', ');
  for (const hosts of certifiedHosts(sentry.values)) {
    if (hosts.join(', ') !== all) {
      report('public host', `a certificate is for ${hosts.join(', ')}, and requests come for ${all}`);
    }
  }
  checkCertificateNames(sentry.values, report);
  checkSignIn(sentry.values, sentry.namespace, url, report);
  const [admin, mail] = [textAt(sentry.values, 'user.email'), textAt(sentry.values, 'system.adminEmail')];
  if (admin !== mail)
    report('administrator', `the first user is ${admin}, and the mail address of the administrator ${mail}`);
}

function routedHosts(values: ValueTree): readonly string[] {
  return [
    ...(valueAt(values, 'ingress.enabled') === false ? [] : optional(textAt(values, 'ingress.hostname'))),
    ...optional(textAt(values, 'traefikIngressRoute.hostname')),
    ...textsAt(values, 'route.main.hostnames'),
    ...textsAt(values, 'route.httpRedirect.hostnames'),
  ];
}

function certifiedHosts(values: ValueTree): readonly (readonly string[])[] {
  const ingress = listAt(values, 'ingress.tls')
    .filter(isTree)
    .map((entry) => textsAt(entry, 'hosts'));
  return [
    ...ingress,
    ...manifestsOf(values, 'Certificate').map((manifest) => textsAt(manifest, 'spec.dnsNames')),
  ];
}

/** The Secret that cert-manager fills is the one that the route reads. */
function checkCertificateNames(values: ValueTree, report: Report): void {
  const read = [
    ...listAt(values, 'ingress.tls')
      .filter(isTree)
      .map((entry) => textAt(entry, 'secretName')),
    textAt(values, 'traefikIngressRoute.tls.secretName'),
  ];
  for (const manifest of manifestsOf(values, 'Certificate')) {
    const filled = textAt(manifest, 'spec.secretName');
    if (!read.includes(filled))
      report(
        'Secret of the certificate',
        `cert-manager fills ${filled}, and the route reads ${read.join(', ')}`,
      );
  }
}

function checkSignIn(values: ValueTree, namespace: string, url: string, report: Report): void {
  const [client] = manifestsOf(values, 'DexClient');
  if (client === undefined) return;
  const name = textAt(client, 'metadata.name');
  const home = textAt(client, 'metadata.namespace');
  if (home !== namespace)
    report('namespace of Sentry', `the DexClient is in ${home}, and Sentry in ${namespace}`);
  const said = /^OIDC_CLIENT_ID = "(.*)"$/m.exec(textAt(values, 'config.sentryConfPy') ?? '')?.[1];
  const made = `dex-client-${name}@${home}`;
  if (said !== made) report('client ID of Dex', `Sentry calls itself ${said}, and Deckhouse makes ${made}`);
  const redirects = textsAt(client, 'spec.redirectURIs');
  if (!redirects.includes(`${url}/auth/sso/`)) {
    report('redirect URI', `Dex allows ${redirects.join(', ')}, and Sentry asks for ${url}/auth/sso/`);
  }
}

function manifestsOf(values: ValueTree, kind: string): readonly ValueTree[] {
  return listAt(values, 'extraManifests')
    .filter(isTree)
    .filter((manifest) => manifest.kind === kind);
}

function optional(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
