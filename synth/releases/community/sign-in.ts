import type { Platform } from '../../platform/fields/platform.ts';
import type { Names } from '../../platform/names/names.ts';
import type { SignIn } from '../../platform/names/sign-in.ts';
import { about, type Setting, setting, shared } from '../../yaml/settings.ts';
import { secretVariable } from './storage.ts';

export function signInSettings(platform: Platform, names: Names): readonly Setting[] {
  const { admin, sentry, privateCa } = platform;
  return [
    about('user', 'The first user; its password is set once, from a Secret.'),
    setting('user.email', admin.email),
    shared('user.existingSecret', admin.secret.name),
    shared('user.existingSecretKey', admin.secret.key),
    shared(
      'sentry.existingSecret',
      sentry.secretKey.name,
      'The key that signs sessions. Otherwise a Job draws one, and tools that prune would draw another.',
    ),
    shared('sentry.existingSecretKey', sentry.secretKey.key),
    ...mailSettings(platform),
    ...(names.signIn === undefined ? [] : oidcSettings(names.signIn)),
    ...(privateCa === undefined
      ? []
      : [
          setting(
            'sentry.web.customCA',
            { secretName: privateCa.secret, item: privateCa.key },
            'Certificate of the private authority that Sentry trusts when it calls others.',
          ),
        ]),
  ];
}

function mailSettings({ mail }: Platform): readonly Setting[] {
  if (mail.kind === 'none') return [];
  return [
    setting('mail.backend', 'smtp', 'With dummy, the default, mails go nowhere and nobody is told.'),
    setting('mail.host', mail.host),
    setting('mail.port', mail.port),
    setting('mail.from', mail.from),
    ...(mail.encryption === 'starttls' ? [setting('mail.useTls', true, 'STARTTLS.')] : []),
    ...(mail.encryption === 'tls' ? [setting('mail.useSsl', true, 'TLS from the first byte.')] : []),
    ...(mail.user === undefined ? [] : [setting('mail.username', mail.user)]),
    ...(mail.secret === undefined
      ? []
      : [shared('mail.existingSecret', mail.secret.name), shared('mail.existingSecretKey', mail.secret.key)]),
  ];
}

function oidcSettings(signIn: SignIn): readonly Setting[] {
  const { clientId, issuer, scope, secret } = signIn;
  const maker =
    signIn.dexClient === undefined ? '' : ' Deckhouse makes that Secret from the DexClient below.';
  return [
    setting(
      'sentry.web.env',
      [secretVariable('OIDC_CLIENT_SECRET', secret.name, secret.key)],
      `The client secret, for sentryConfPy.${maker}`,
    ),
    setting(
      'config.sentryConfPy',
      `# Single sign-on by the package sentry-auth-oidc, which the image must hold.
import os

OIDC_CLIENT_ID = ${python(clientId)}
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")
OIDC_DOMAIN = ${python(issuer)}
OIDC_SCOPE = ${python(scope)}
`,
      `Read by Sentry at its start. The provider must allow the redirect to ${signIn.redirectUri}.`,
    ),
  ];
}

/** A Python string: JSON writes one, but for the names of characters beyond the first plane, which fields refuse. */
function python(text: string): string {
  return JSON.stringify(text);
}
