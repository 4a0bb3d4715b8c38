import type { Json } from '../../../values/json.ts';
import { given, isTree, type ValuesReading } from './read-values.ts';

type Decisions = { readonly [key: string]: Json };

export interface Exposure {
  readonly url: string | undefined;
  readonly ingress: Decisions;
  readonly tls: Decisions;
}

export function readExposure(values: ValuesReading): Exposure {
  const said = values.text('system.url')?.replace(/\/$/, '');
  const route = readRoute(values);
  const url =
    said ??
    (route.host === undefined
      ? undefined
      : `${route.tls.kind === 'none' ? 'http' : 'https'}://${route.host}`);
  if (
    said !== undefined &&
    route.host !== undefined &&
    URL.canParse(said) &&
    new URL(said).hostname !== route.host
  ) {
    values.left.push({
      key: 'ingress.hostname',
      message: `is ${route.host}, and system.url ${said}; the platform file knows one host`,
    });
  }
  return { url, ingress: route.ingress, tls: route.tls };
}

interface Route {
  readonly host: string | undefined;
  readonly ingress: Decisions;
  readonly tls: Decisions;
}

const noTls: Decisions = { kind: 'none' };

function readRoute(values: ValuesReading): Route {
  if (values.flag('route.main.enabled')) return readGateway(values);
  if (values.flag('traefikIngressRoute.enabled')) return readTraefik(values);
  const enabled = values.flag('ingress.enabled', 'nginx.ingress.enabled');
  const host = values.text('ingress.hostname', 'ingress.host', 'nginx.ingress.hostname');
  if (values.flag('nginx.enabled')) {
    values.left.push({
      key: 'nginx.enabled',
      message: 'the Ingress routes to web and relay itself, without a proxy between',
    });
  }
  if (enabled !== true && host === undefined)
    return { host: undefined, ingress: { kind: 'none' }, tls: noTls };
  const given_ = values.value('ingress.annotations', 'nginx.ingress.annotations');
  const annotations = isTree(given_)
    ? Object.entries(given_).map(([key, value]) => [key, String(value)] as const)
    : [];
  const [key, issuer] =
    annotations.find(([name]) => /^cert-manager\.io\/(cluster-)?issuer$/.test(name)) ?? [];
  const secret = tlsSecret(values);
  return {
    host,
    ingress: {
      kind: 'ingress',
      ...given({
        class: values.text('ingress.ingressClassName', 'ingress.className', 'nginx.ingress.ingressClassName'),
        style: styleOf(values.text('ingress.regexPathStyle')),
        annotations: own(annotations),
        additionalHosts: values.value('ingress.additionalHostNames'),
      }),
    },
    tls: tlsOf(secret, key, issuer),
  };
}

function tlsOf(secret: string | undefined, key: string | undefined, issuer: string | undefined): Decisions {
  if (secret === undefined) return noTls;
  if (key === undefined || issuer === undefined) return { kind: 'secret', secret };
  return {
    kind: 'ingress-shim',
    secret,
    issuer,
    issuerKind: key.includes('cluster-') ? 'ClusterIssuer' : 'Issuer',
  };
}

/** Annotations but those that the platform writes by itself. */
function own(annotations: readonly (readonly [string, string])[]): Decisions | undefined {
  const rest = annotations.filter(
    ([key]) => !key.startsWith('cert-manager.io/') && key !== 'nginx.ingress.kubernetes.io/use-regex',
  );
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

function tlsSecret(values: ValuesReading): string | undefined {
  const list = values.value('ingress.tls');
  const [first] = Array.isArray(list) ? list.filter(isTree) : [];
  return typeof first?.secretName === 'string' ? first.secretName : undefined;
}

function styleOf(style: string | undefined): string | undefined {
  if (style === undefined) return undefined;
  return { 'aws-alb': 'alb', gke: 'gce', 'gce-internal': 'gce' }[style] ?? style;
}

function readGateway(values: ValuesReading): Route {
  const hosts = values.value('route.main.hostnames');
  const parent = (key: string) => {
    const list = values.value(key);
    const [first] = Array.isArray(list) ? list.filter(isTree) : [];
    return first ?? {};
  };
  const main = parent('route.main.parentRefs');
  const redirect = values.flag('route.httpRedirect.enabled') ? parent('route.httpRedirect.parentRefs') : {};
  values.value('route.httpRedirect.hostnames');
  return {
    host: Array.isArray(hosts) && typeof hosts[0] === 'string' ? hosts[0] : undefined,
    ingress: {
      kind: 'gateway',
      ...given({
        name: main.name,
        namespace: main.namespace,
        listener: main.sectionName,
        redirectListener: redirect.sectionName,
      }),
    },
    tls: noTls,
  };
}

function readTraefik(values: ValuesReading): Route {
  const secret = values.text('traefikIngressRoute.tls.secretName');
  return {
    host: values.text('traefikIngressRoute.hostname'),
    ingress: { kind: 'traefik', ...given({ entryPoints: values.value('traefikIngressRoute.entryPoints') }) },
    tls: secret === undefined ? noTls : { kind: 'secret', secret },
  };
}
