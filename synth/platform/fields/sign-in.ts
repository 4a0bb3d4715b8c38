import { choice, flag, integer, listOf, oneKindOf, optional, section, text } from '../spec/field.ts';
import { dnsLabel, dnsName, email, host, httpsUrl, line, namespaceOrAll, secretKey } from './formats.ts';
import { secretKeyRef } from './secrets.ts';

export const admin = section('The first user.', {
  email: text(email, { doc: 'Mail address, which is also the login.', example: 'admin@example.com' }),
  secret: secretKeyRef('the first password', 'sentry-admin-password', 'admin-password'),
});

const scope = text(line, { doc: 'Scopes that are asked for.', default: 'openid email profile' });

export const sso = oneKindOf(
  'Single sign-on. Both kinds need the Python package sentry-auth-oidc in the Sentry image (see sentry.image).',
  {
    none: { doc: 'Accounts of Sentry only.', fields: {} },
    dex: {
      doc: 'The Dex of Deckhouse, by a DexClient of this release; Deckhouse makes the client secret itself.',
      fields: {
        name: text(dnsLabel, { doc: 'Name of the DexClient.', default: 'sentry' }),
        domain: text(host, { doc: 'Host of Dex.', example: 'dex.example.com' }),
        groups: listOf(text(line, { doc: 'A group.' }), {
          doc: 'Groups that may sign in; empty lets all.',
          default: [],
        }),
        scope,
      },
    },
    oidc: {
      doc: 'Any OpenID Connect provider.',
      fields: {
        issuer: text(httpsUrl, { doc: 'Issuer, under which .well-known stands.' }),
        clientId: text(line, { doc: 'Client ID.' }),
        secret: secretKeyRef('the client secret', 'sentry-oidc', 'client-secret'),
        scope,
      },
    },
  },
  'none',
);

export const mail = oneKindOf(
  'How Sentry sends mail.',
  {
    none: { doc: 'It sends none.', fields: {} },
    smtp: {
      doc: 'Through an SMTP server.',
      fields: {
        host: text(host, { doc: 'Host.', example: 'smtp.example.com' }),
        port: integer({ doc: 'Port.', default: 587, minimum: 1, maximum: 65_535 }),
        from: text(email, { doc: 'Sender.', example: 'sentry@example.com' }),
        encryption: choice(['starttls', 'tls', 'none'], {
          doc: 'starttls encrypts after the greeting (port 587), tls from the first byte (port 465).',
          default: 'starttls',
        }),
        user: optional(text(line, { doc: 'User; left out, the server asks for none.' })),
        secret: optional(
          section('Secret with the password; it must exist.', {
            name: text(dnsName, { doc: 'Name of the Secret.', default: 'sentry-mail' }),
            key: text(secretKey, { doc: 'Key in that Secret.', default: 'mail-password' }),
          }),
        ),
      },
    },
  },
  'none',
);

export const reporter = section('The reporter of Kubernetes trouble, from the chart sentry-kubernetes.', {
  enabled: flag({ doc: 'Whether it is part of this platform.', default: true }),
  release: text(dnsLabel, { doc: 'Name of its Helm release.', default: 'sentry-kubernetes' }),
  watch: listOf(text(namespaceOrAll, { doc: 'A namespace.' }), {
    doc: 'Namespaces it watches; __all__ is the whole cluster.',
    default: ['__all__'],
    minItems: 1,
  }),
  clusterName: optional(text(line, { doc: 'Name of the cluster on its issues.', example: 'prod-eu' })),
  secret: secretKeyRef(
    'the DSN of the project that receives its issues',
    'sentry-kubernetes-dsn',
    'sentry.dsn',
  ),
});
