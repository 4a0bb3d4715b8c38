import type { Platform } from '../../platform/fields/platform.ts';
import type { Names } from '../../platform/names/names.ts';
import type { Json } from '../../values/json.ts';
import { type Setting, setting } from '../../yaml/settings.ts';
import type { Generation } from './generation.ts';

export function exposureSettings(
  platform: Platform,
  names: Names,
  generation: Generation,
): readonly Setting[] {
  return [
    setting('system.url', platform.url, 'Links in mails and the DSNs of projects begin with it.'),
    setting('system.adminEmail', platform.admin.email),
    setting('auth.register', platform.sentry.registration, 'Otherwise strangers could make accounts.'),
    ...(generation.bundlesClickhouse
      ? [setting('nginx.enabled', false, 'The Ingress routes to web and relay itself.')]
      : []),
    ...routeSettings(platform, names, generation),
  ];
}

function routeSettings(platform: Platform, names: Names, generation: Generation): readonly Setting[] {
  const { ingress, tls } = platform;
  const { publicHost } = names;
  switch (ingress.kind) {
    case 'none':
      return [setting('ingress.enabled', false, 'You route requests yourself.')];
    case 'ingress':
      return [
        setting('ingress.enabled', true, 'Sends /api of SDKs to relay and the rest to web.'),
        setting('ingress.hostname', publicHost),
        ...(ingress.additionalHosts.length > 0
          ? [setting('ingress.additionalHostNames', ingress.additionalHosts)]
          : []),
        setting('ingress.ingressClassName', ingress.class),
        ...(ingress.style === undefined
          ? []
          : [setting('ingress.regexPathStyle', styleWord(ingress.style, generation))]),
        ...annotations(platform).map(([key, value, why]) =>
          setting(['ingress', 'annotations', key], value, why),
        ),
        ...(tls.kind === 'none'
          ? []
          : [
              setting(
                'ingress.tls',
                [{ secretName: tls.secret, hosts: [publicHost, ...ingress.additionalHosts] }],
                'The Secret with the certificate.',
              ),
            ]),
      ];
    case 'gateway':
      return gatewaySettings(ingress, publicHost);
    case 'traefik':
      return [
        setting('traefikIngressRoute.enabled', true, 'Sends /api of SDKs to relay and the rest to web.'),
        setting('traefikIngressRoute.hostname', publicHost),
        setting('traefikIngressRoute.entryPoints', ingress.entryPoints),
        ...(tls.kind === 'none'
          ? []
          : [setting('traefikIngressRoute.tls.secretName', tls.secret, 'The Secret with the certificate.')]),
      ];
  }
}

type Gateway = Platform['ingress'] & { readonly kind: 'gateway' };

function gatewaySettings(gateway: Gateway, publicHost: string): readonly Setting[] {
  const parent = (listener: string | undefined): Json => [
    {
      name: gateway.name,
      ...(gateway.namespace === undefined ? {} : { namespace: gateway.namespace }),
      ...(listener === undefined ? {} : { sectionName: listener }),
    },
  ];
  const redirect =
    gateway.redirectListener === undefined
      ? []
      : [
          setting('route.httpRedirect.enabled', true, 'Sends http to https.'),
          setting('route.httpRedirect.hostnames', [publicHost]),
          setting('route.httpRedirect.parentRefs', parent(gateway.redirectListener)),
        ];
  return [
    setting('route.main.enabled', true, 'Sends /api of SDKs to relay and the rest to web.'),
    setting('route.main.hostnames', [publicHost]),
    setting('route.main.parentRefs', parent(gateway.listener)),
    ...redirect,
  ];
}

/** Annotations and why they are there; those of the team come last and win. */
function annotations({ ingress, tls }: Platform): readonly (readonly [string, string, string])[] {
  if (ingress.kind !== 'ingress') return [];
  const shim =
    tls.kind === 'ingress-shim'
      ? [
          [
            tls.issuerKind === 'ClusterIssuer' ? 'cert-manager.io/cluster-issuer' : 'cert-manager.io/issuer',
            tls.issuer,
            'cert-manager sees it and fills the Secret named under tls.',
          ] as const,
        ]
      : [];
  const nginx =
    (ingress.style ?? ingress.class) === 'nginx'
      ? [
          [
            'nginx.ingress.kubernetes.io/proxy-body-size',
            '100m',
            'Attachments and debug files; nginx would stop at 1m.',
          ] as const,
          ['nginx.ingress.kubernetes.io/proxy-read-timeout', '90', 'As upstream has it since 26.7.'] as const,
        ]
      : [];
  const own = Object.entries(ingress.annotations).map(([key, value]) => [key, value, ''] as const);
  const all = new Map([...nginx, ...shim, ...own].map((entry) => [entry[0], entry]));
  return [...all.values()];
}

/** Older versions say the cloud with the controller. */
function styleWord(style: string, { bundlesClickhouse }: Generation): string {
  if (!bundlesClickhouse) return style;
  return { alb: 'aws-alb', gce: 'gke' }[style] ?? style;
}
