import type { JsonSchema } from '../../values/json.ts';

/** Patterns that more than one group of values shares. */
export const dnsLabel: JsonSchema = { pattern: '^([a-z]([-a-z0-9]*[a-z0-9])?)?$' };

/**
 * The operator allows 15 characters of either case and digits in front, but the name becomes an XML element and part
 * of object names: it starts with a letter, stays in lower case and does not end in a dash.
 */
export const clusterName: JsonSchema = { pattern: '^[a-z]([-a-z0-9]{0,13}[a-z0-9])?$' };

export const quantity: JsonSchema = { pattern: '^[0-9]+(\\.[0-9]+)?(Mi|Gi|Ti)$' };

/** Before 0.27.2 the operator put these three characters into its XML as they are. */
const plainText: JsonSchema = { type: 'string', pattern: '^[^<>&]*$' };

/** A Secret's name, or nothing. */
export const secretName: JsonSchema = { pattern: '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$', maxLength: 253 };

/** Kubernetes does not look into an installation's templates, so the schema has to know what a label is. */
const labelKey = '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$';
const labelValue = '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$';
export const labels: JsonSchema = {
  propertyNames: { pattern: labelKey },
  additionalProperties: { type: 'string', pattern: labelValue },
};

/** Labels beside those that the chart and the operator give themselves; a second one of a name would win. */
export const freeLabels: JsonSchema = {
  ...labels,
  propertyNames: {
    pattern: labelKey,
    not: {
      pattern:
        '^(app\\.kubernetes\\.io/(name|instance|component|part-of)|clickhouse(-keeper)?\\.altinity\\.com/.*)$',
    },
  },
};

/** Settings by slash-separated paths; those that the chart sets itself have values of their own. */
export function settingsMap(reserved: readonly string[] = []): JsonSchema {
  return {
    propertyNames: {
      pattern: '^[A-Za-z_][A-Za-z0-9_./*-]*$',
      ...(reserved.length > 0 ? { not: { enum: reserved } } : {}),
    },
    additionalProperties: plainText,
  };
}

export const network: JsonSchema = { type: 'string', pattern: '^[0-9a-fA-F:.]+/[0-9]{1,3}$' };
export const profileName: JsonSchema = { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' };

/** Not those that the operator makes itself. */
export const userName: JsonSchema = {
  pattern: '^[a-z][a-z0-9_]{0,62}$',
  not: { enum: ['default', 'clickhouse_operator'] },
};

export const extraUser: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', ...userName },
    existingSecret: { type: 'string', minLength: 1, ...secretName },
    existingSecretKey: { type: 'string', minLength: 1 },
    networks: { type: 'array', items: network, minItems: 1 },
    profile: { type: 'string', ...profileName },
  },
  required: ['name', 'existingSecret', 'existingSecretKey', 'networks', 'profile'],
  additionalProperties: false,
};
