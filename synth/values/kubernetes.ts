import type { Json, JsonSchema } from './json.ts';

/**
 * Closed schemas of the Kubernetes types that values pass through, from the core/v1 API reference
 * (v1.28 to v1.37). Closed, so that a misspelt field or a split dotted key is refused by Helm and not
 * dropped by the API server.
 */
const text: JsonSchema = { type: 'string' };
const textMap: JsonSchema = { type: 'object', additionalProperties: text };
const textList: JsonSchema = { type: 'array', items: text };
const quantity: JsonSchema = { type: ['string', 'integer'] };
const quantityMap: JsonSchema = { type: 'object', additionalProperties: quantity };

function closed(properties: { readonly [key: string]: Json }, required: readonly string[] = []): JsonSchema {
  return {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
}

export const resources = closed({ requests: quantityMap, limits: quantityMap });

export const toleration = closed({
  key: text,
  operator: { type: 'string', enum: ['Exists', 'Equal', 'Lt', 'Gt'] },
  value: text,
  effect: { type: 'string', enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
  tolerationSeconds: { type: 'integer' },
});

export const localReference = closed({ name: text }, ['name']);

const selectorRequirement = closed({ key: text, operator: text, values: textList }, ['key', 'operator']);

export const labelSelector = closed({
  matchLabels: textMap,
  matchExpressions: { type: 'array', items: selectorRequirement },
});

const nodeSelectorTerm = closed({
  matchExpressions: { type: 'array', items: selectorRequirement },
  matchFields: { type: 'array', items: selectorRequirement },
});

const podAffinityTerm = closed(
  {
    labelSelector,
    namespaceSelector: labelSelector,
    namespaces: textList,
    topologyKey: text,
    matchLabelKeys: textList,
    mismatchLabelKeys: textList,
  },
  ['topologyKey'],
);

function weighted(name: string, term: JsonSchema): JsonSchema {
  return {
    type: 'array',
    items: closed({ weight: { type: 'integer', minimum: 1, maximum: 100 }, [name]: term }, ['weight', name]),
  };
}

const podAffinity = closed({
  requiredDuringSchedulingIgnoredDuringExecution: { type: 'array', items: podAffinityTerm },
  preferredDuringSchedulingIgnoredDuringExecution: weighted('podAffinityTerm', podAffinityTerm),
});

export const affinity = closed({
  nodeAffinity: closed({
    requiredDuringSchedulingIgnoredDuringExecution: closed(
      { nodeSelectorTerms: { type: 'array', items: nodeSelectorTerm } },
      ['nodeSelectorTerms'],
    ),
    preferredDuringSchedulingIgnoredDuringExecution: weighted('preference', nodeSelectorTerm),
  }),
  podAffinity,
  podAntiAffinity: podAffinity,
});

const seccompProfile = closed(
  { type: { type: 'string', enum: ['RuntimeDefault', 'Localhost', 'Unconfined'] }, localhostProfile: text },
  ['type'],
);
const seLinuxOptions = closed({ level: text, role: text, type: text, user: text });
const appArmorProfile = closed({ type: text, localhostProfile: text }, ['type']);

const shared = {
  runAsUser: { type: 'integer' },
  runAsGroup: { type: 'integer' },
  runAsNonRoot: { type: 'boolean' },
  seccompProfile,
  seLinuxOptions,
  appArmorProfile,
} satisfies { readonly [key: string]: Json };

export const podSecurityContext = closed({
  ...shared,
  fsGroup: { type: 'integer' },
  fsGroupChangePolicy: { type: 'string', enum: ['Always', 'OnRootMismatch'] },
  supplementalGroups: { type: 'array', items: { type: 'integer' } },
  supplementalGroupsPolicy: { type: 'string', enum: ['Merge', 'Strict'] },
  sysctls: { type: 'array', items: closed({ name: text, value: text }, ['name', 'value']) },
});

export const securityContext = closed({
  ...shared,
  allowPrivilegeEscalation: { type: 'boolean' },
  capabilities: closed({ add: textList, drop: textList }),
  privileged: { type: 'boolean' },
  procMount: text,
  readOnlyRootFilesystem: { type: 'boolean' },
});

const keyReference = closed({ name: text, key: text, optional: { type: 'boolean' } }, ['name', 'key']);

/** One entry of a container's `env`, as core/v1 EnvVar. */
export const environmentVariable = closed(
  {
    name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
    value: text,
    valueFrom: closed({
      secretKeyRef: keyReference,
      configMapKeyRef: keyReference,
      fieldRef: closed({ apiVersion: text, fieldPath: text }, ['fieldPath']),
      resourceFieldRef: closed({ containerName: text, resource: text, divisor: quantity }, ['resource']),
    }),
  },
  ['name'],
);

/** One rule of a Role, as rbac.authorization.k8s.io/v1 PolicyRule without nonResourceURLs. */
export const policyRule = closed(
  { apiGroups: textList, resources: textList, resourceNames: textList, verbs: textList },
  ['apiGroups', 'resources', 'verbs'],
);

export const networkPolicyPeer = closed({
  ipBlock: closed({ cidr: text, except: textList }, ['cidr']),
  namespaceSelector: labelSelector,
  podSelector: labelSelector,
});
