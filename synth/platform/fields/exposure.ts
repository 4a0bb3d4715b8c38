import { choice, flag, listOf, mapOf, oneKindOf, optional, section, text } from '../spec/field.ts';
import { annotationKey, dnsLabel, dnsName, host, line, secretKey } from './formats.ts';

export const ingress = oneKindOf(
  'How requests reach Sentry.',
  {
    ingress: {
      doc: 'An Ingress.',
      fields: {
        class: text(dnsName, { doc: 'Ingress class.', default: 'nginx' }),
        style: optional(
          choice(['nginx', 'traefik', 'alb', 'gce'], {
            doc: 'How the controller writes path patterns; left out, it follows from the name of the class.',
          }),
        ),
        annotations: mapOf(annotationKey, text(line, { doc: 'Value.' }), {
          doc: 'Annotations of the Ingress.',
          default: {},
        }),
        additionalHosts: listOf(text(host, { doc: 'A host.' }), {
          doc: 'Further hosts that lead to the same Sentry.',
          default: [],
        }),
      },
    },
    gateway: {
      doc: 'An HTTPRoute of the Gateway API.',
      fields: {
        name: text(dnsName, { doc: 'Name of the Gateway.' }),
        namespace: optional(text(dnsLabel, { doc: 'Its namespace; left out, the one of Sentry.' })),
        listener: optional(text(dnsName, { doc: 'Its listener for https; left out, any.' })),
        redirectListener: optional(
          text(dnsName, { doc: 'Its listener for http, which then redirects to https.' }),
        ),
      },
    },
    traefik: {
      doc: 'An IngressRoute of Traefik.',
      fields: {
        entryPoints: listOf(text(line, { doc: 'An entry point.' }), {
          doc: 'Entry points.',
          default: ['websecure'],
          minItems: 1,
        }),
      },
    },
    none: { doc: 'Nothing: you route requests yourself.', fields: {} },
  },
  'ingress',
);

const tlsSecret = text(dnsName, { doc: 'Name of the Secret with the certificate.', default: 'sentry-tls' });
const issuerKind = choice(['ClusterIssuer', 'Issuer'], {
  doc: 'Kind of the issuer.',
  default: 'ClusterIssuer',
});

export const tls = oneKindOf(
  'Where the certificate of the public host comes from.',
  {
    none: {
      doc: 'From nowhere in this cluster: plain http, or https that ends in front of it.',
      fields: {},
    },
    secret: { doc: 'From a Secret that exists.', fields: { secret: tlsSecret } },
    'cert-manager': {
      doc: 'From cert-manager, by a Certificate of this release.',
      fields: {
        secret: tlsSecret,
        issuer: text(dnsName, { doc: 'Name of the issuer.', example: 'letsencrypt' }),
        issuerKind,
      },
    },
    'ingress-shim': {
      doc: 'From cert-manager, by an annotation of the Ingress.',
      fields: {
        secret: tlsSecret,
        issuer: text(dnsName, { doc: 'Name of the issuer.', example: 'letsencrypt' }),
        issuerKind,
      },
    },
  },
  'none',
);

export const privateCa = optional(
  section('A private certificate authority that Sentry trusts when it calls others.', {
    secret: text(dnsName, {
      doc: 'Name of the Secret with its certificate; it must exist.',
      example: 'company-ca',
    }),
    key: text(secretKey, { doc: 'Key in that Secret.', default: 'ca.crt' }),
  }),
);

export const registration = flag({ doc: 'Whether strangers may register themselves.', default: false });
