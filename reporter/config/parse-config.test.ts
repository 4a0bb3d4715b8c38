import { expect, test } from 'vitest';
import { linearPattern } from '../linear-pattern.ts';
import { ConfigError } from './config-error.ts';
import { parseConfig } from './parse-config.ts';

const dsn = 'https://0123456789abcdef@sentry.example.com/42';
const config = (env: Record<string, string>) =>
  parseConfig({ SENTRY_DSN: dsn, ...env }, linearPattern).config;
const warnings = (env: Record<string, string>) =>
  parseConfig({ SENTRY_DSN: dsn, ...env }, linearPattern).warnings;
const problems = (env: Record<string, string>) => {
  try {
    parseConfig({ SENTRY_DSN: dsn, ...env }, linearPattern);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
  return [];
};

test('with a DSN alone everything has the default of the original agent', () => {
  expect(config({})).toMatchObject({
    dsn,
    watch: { scope: 'namespaces', namespaces: ['default'] },
    historical: false,
    clusterConfigType: 'auto',
    logLevel: 'info',
    repeats: { kind: 'thinning', ms: 3_600_000 },
    globalTags: {},
    lease: undefined,
  });
});

test.each([
  ['a', ['a']],
  [' a , b,,a ', ['a', 'b']],
  ['default,default', ['default']],
])('namespaces %j are watched as %j', (value, namespaces) => {
  expect(config({ SENTRY_K8S_WATCH_NAMESPACES: value }).watch).toEqual({ scope: 'namespaces', namespaces });
});

test('__all__ wins over names beside it, with a warning', () => {
  expect(config({ SENTRY_K8S_WATCH_NAMESPACES: 'a,__all__' }).watch).toEqual({ scope: 'cluster' });
  expect(warnings({ SENTRY_K8S_WATCH_NAMESPACES: 'a,__all__' })).toHaveLength(1);
  expect(warnings({ SENTRY_K8S_WATCH_NAMESPACES: '__all__' })).toEqual([]);
});

test.each([
  ['SENTRYK8SWATCH_NAMESPACES', 'shop', { watch: { scope: 'namespaces', namespaces: ['shop'] } }],
  ['SENTRYK8SCLUSTERCONFIGTYPE', 'In-Cluster', { clusterConfigType: 'in-cluster' }],
  ['SENTRYK8SKUBECONFIG_PATH', '/k', { kubeconfigPath: '/k' }],
  ['SENTRYK8SLOG_LEVEL', 'debug', { logLevel: 'debug' }],
  ['SENTRYK8SWATCH_HISTORICAL', '1', { historical: true }],
] as const)('the misprinted %s is read, with a warning that names the right one', (name, value, part) => {
  expect(config({ [name]: value })).toMatchObject(part);
  expect(warnings({ [name]: value })).toEqual([expect.stringContaining(`misprint of SENTRY_K8S_`)]);
});

test('the right name wins over the misprinted one', () => {
  const env = { SENTRYK8SLOG_LEVEL: 'debug', SENTRY_K8S_LOG_LEVEL: 'warn' };
  expect(config(env).logLevel).toBe('warn');
});

test.each([
  ['SENTRY_DSN', ''],
  ['SENTRY_DSN', 'sentry.example.com/42'],
  ['SENTRY_ENVIRONMENT', 'two words'],
  ['SENTRY_K8S_WATCH_NAMESPACES', ' '],
  ['SENTRY_K8S_WATCH_NAMESPACES', 'Upper_Case'],
  ['SENTRY_K8S_WATCH_HISTORICAL', 'maybe'],
  ['SENTRY_K8S_CLUSTER_CONFIG_TYPE', 'inside'],
  ['SENTRY_K8S_LOG_LEVEL', 'verbose'],
  ['SENTRY_K8S_SPOOL_MODE', 'tape'],
  ['SENTRY_K8S_REPEATS', 'sometimes'],
  ['SENTRY_K8S_FILTER_OUT_EVENT_MESSAGES', '(unclosed'],
  ['SENTRY_K8S_ONLY_EVENT_MESSAGES', '.*'],
  ['SENTRY_K8S_REDACT_PATTERNS', '(?=a)'],
  ['SENTRY_K8S_REDACT_PATTERNS', Array.from({ length: 21 }, (_, at) => `p${at}`).join('\n')],
  ['SENTRY_K8S_LEAST_EVENT_COUNT', 'Unhealthy=0'],
  ['SENTRY_K8S_LEVELS', 'Unhealthy=loud'],
  ['SENTRY_K8S_GROUP_BY_CLUSTER', 'perhaps'],
  ['SENTRY_K8S_SPOOL_SIZE_MIB', '1.5'],
  ['SENTRY_K8S_METRICS_PORT', '70000'],
  ['SENTRY_K8S_GRACE_SECONDS', '0'],
  ['SENTRY_K8S_GLOBAL_TAG_a b', 'x'],
])('%s=%j stops the start and is named', (name, value) => {
  expect(problems({ [name]: value })).toEqual([name]);
});

test('all problems are named at once, and none shows the key of a DSN', () => {
  const env = {
    SENTRY_DSN: 'https://secretkey@host/no-number',
    SENTRY_K8S_LOG_LEVEL: 'x',
    SENTRY_K8S_SPOOL_MODE: 'y',
  };
  expect(problems(env)).toEqual(['SENTRY_DSN', 'SENTRY_K8S_LOG_LEVEL', 'SENTRY_K8S_SPOOL_MODE']);
  expect(() => parseConfig(env, linearPattern)).toThrow(/SENTRY_DSN is no DSN/);
  expect(() => parseConfig(env, linearPattern)).toThrow(/^(?![\s\S]*secretkey)/);
});

test('an unknown variable is warned of, a global tag is not', () => {
  expect(warnings({ SENTRY_K8S_WATCH_NAMESPACE: 'a', SENTRY_K8S_GLOBAL_TAG_team: 'x' })).toEqual([
    expect.stringContaining('did you mean SENTRY_K8S_WATCH_NAMESPACES?'),
  ]);
  expect(config({ SENTRY_K8S_GLOBAL_TAG_Team: 'x' }).globalTags).toEqual({ Team: 'x' });
});

test('variables that Kubernetes sets for a Service are passed over', () => {
  const env = {
    SENTRY_K8S_METRICS_PORT: 'tcp://10.0.0.7:8080',
    SENTRY_K8S_METRICS_PORT_8080_TCP_ADDR: '10.0.0.7',
    SENTRY_K8S_METRICS_SERVICE_HOST: '10.0.0.7',
    SENTRY_K8S_METRICS_SERVICE_PORT_HTTP: '8080',
  };
  expect(config(env).metricsPort).toBe(8080);
  expect(warnings(env)).toEqual([]);
});

test('a global tag that Sentry keeps for itself is left out, with a warning', () => {
  const env = { SENTRY_K8S_GLOBAL_TAG_release: '1', SENTRY_K8S_GLOBAL_TAG_tier: 'a' };
  expect(config(env).globalTags).toEqual({ tier: 'a' });
  expect(warnings(env)).toEqual([expect.stringContaining('SENTRY_K8S_GLOBAL_TAG_release has no effect')]);
});

test('an empty filter switches the default off', () => {
  expect(config({}).filter.reasons.has('ContainerdStart')).toBe(true);
  expect(config({ SENTRY_K8S_FILTER_OUT_EVENT_REASONS: '' }).filter.reasons.size).toBe(0);
});

test('a lease needs its namespace', () => {
  expect(problems({ SENTRY_K8S_LEASE_NAME: 'x' })).toEqual(['SENTRY_K8S_LEASE_NAMESPACE']);
  expect(config({ SENTRY_K8S_LEASE_NAME: 'x', SENTRY_K8S_LEASE_NAMESPACE: 'y' }).lease).toEqual({
    name: 'x',
    namespace: 'y',
  });
});

test('filters are read from their variables', () => {
  const { filter } = config({
    SENTRY_K8S_FILTER_OUT_NAMESPACES: 'kube-*, sandbox',
    SENTRY_K8S_ONLY_EVENT_MESSAGES: 'one\n\n two ',
    SENTRY_K8S_LEAST_EVENT_COUNT: '2, Unhealthy = 5',
  });
  expect(['kube-system', 'sandbox', 'shop'].map((name) => filter.namespaces.has(name))).toEqual([
    true,
    true,
    false,
  ]);
  expect(filter.only.messages.map(({ source }) => source)).toEqual(['one', 'two']);
  expect(filter.leastCounts).toEqual({ usual: 2, byReason: new Map([['unhealthy', 5]]) });
});

test('levels and patterns to mask are read from their variables', () => {
  const { describing } = config({
    SENTRY_K8S_LEVELS: 'Unhealthy=info, OOMKilling = Error',
    SENTRY_K8S_REDACT_PATTERNS: 'acct-[0-9]+',
    SENTRY_K8S_GROUP_BY_CLUSTER: '0',
    SENTRY_K8S_ORIGINAL_TAGS: 'yes',
  });
  expect(describing).toMatchObject({
    levels: new Map([
      ['unhealthy', 'info'],
      ['oomkilling', 'error'],
    ]),
    groupByCluster: false,
    originalTags: true,
  });
  expect(describing.redact?.('acct-12 owes')).toBe('[redacted] owes');
});

test.each([
  ['EVENT_NAMESPACES', 'shop', { watch: { scope: 'namespaces', namespaces: ['shop'] } }],
  ['CLUSTER_NAME', 'prod', { clusterName: 'prod' }],
  ['ENVIRONMENT', 'live', { environment: 'live' }],
])('the former name %s is read, with a warning that names the present one', (name, value, part) => {
  expect(config({ [name]: value })).toMatchObject(part);
  expect(warnings({ [name]: value })).toEqual([expect.stringContaining(`${name} is the former name of`)]);
});

test('a former name that means something else here is ignored, and does not stop the start', () => {
  expect(config({ ENVIRONMENT: 'two words' }).environment).toBeUndefined();
  expect(warnings({ ENVIRONMENT: 'two words' })).toHaveLength(2);
  expect(config({ ENVIRONMENT: 'old', SENTRY_ENVIRONMENT: 'new' }).environment).toBe('new');
});

test('annotations may name the host of the DSN alone, unless other hosts are allowed', () => {
  expect(config({}).routing).toEqual({ hosts: undefined, environmentKey: undefined });
  const usual = config({ SENTRY_K8S_CUSTOM_DSNS: '1' }).routing.hosts;
  expect([usual?.has('sentry.example.com'), usual?.has('other.example.com')]).toEqual([true, false]);
  const allowed = config({ SENTRY_K8S_CUSTOM_DSNS: '1', SENTRY_K8S_CUSTOM_DSN_HOSTS: '*.example.net' });
  expect(allowed.routing.hosts?.has('a.example.net')).toBe(true);
  expect(allowed.routing.hosts?.has('sentry.example.com')).toBe(false);
  expect(problems({ SENTRY_K8S_CUSTOM_DSN_HOSTS: 'https://x' })).toEqual(['SENTRY_K8S_CUSTOM_DSN_HOSTS']);
  expect(problems({ SENTRY_K8S_ENVIRONMENT_LABEL: 'a b' })).toEqual(['SENTRY_K8S_ENVIRONMENT_LABEL']);
});

test('what is read from watched pods is said to have no effect while they are not watched', () => {
  const wanted = {
    SENTRY_K8S_POD_LOG_LINES: '20',
    SENTRY_K8S_RELEASE_FROM: 'label:app.kubernetes.io/version',
  };
  expect(config(wanted)).toMatchObject({
    sources: { pods: true, podLogLines: 20 },
    releaseFrom: { kind: 'label', key: 'app.kubernetes.io/version' },
  });
  expect(warnings(wanted)).toEqual([]);
  expect(warnings({ ...wanted, SENTRY_K8S_WATCH_PODS: 'no' })).toEqual([
    expect.stringMatching(/^SENTRY_K8S_POD_LOG_LINES has no effect/),
    expect.stringMatching(/^SENTRY_K8S_RELEASE_FROM has no effect/),
  ]);
  expect(problems({ SENTRY_K8S_RELEASE_FROM: 'label:', SENTRY_K8S_POD_LOG_LINES: '501' })).toEqual([
    'SENTRY_K8S_POD_LOG_LINES',
    'SENTRY_K8S_RELEASE_FROM',
  ]);
});

test('a network in NO_PROXY, which Node would not heed, is told of', () => {
  expect(warnings({ NO_PROXY: '.svc, 10.0.0.0/8,10.0.0.1-10.0.0.9' })).toEqual([
    expect.stringMatching(/^NO_PROXY: 10\.0\.0\.0\/8 has no effect/),
  ]);
});
