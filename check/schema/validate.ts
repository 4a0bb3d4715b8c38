import type { ErrorObject, Options } from 'ajv';
import type { HelmMap } from '../strvals/value.ts';
import { toJson } from './to-json.ts';

/** One way in which values break a schema. */
export interface Violation {
  /** Keys and indexes down to the value. */
  readonly path: readonly string[];
  readonly message: string;
  /** A key that the schema has not, where that is what is wrong. */
  readonly unknownKey?: string;
  /** The keys there are instead. */
  readonly knownKeys?: readonly string[];
}

export type Validation =
  | { readonly outcome: 'checked'; readonly violations: readonly Violation[] }
  | { readonly outcome: 'schema unusable'; readonly reason: string };

const options: Options = {
  allErrors: true,
  strict: false,
  validateFormats: false,
  validateSchema: false,
  verbose: true,
  logger: false,
  // The code is run once, so making it good takes longer than running it.
  code: { optimize: false },
};
const mostViolations = 200;

/** Validates values, defaults included, against the schema of a chart; loads the validator on first use. */
export async function validate(schema: unknown, values: HelmMap): Promise<Validation> {
  if (typeof schema !== 'object' || schema === null)
    return { outcome: 'schema unusable', reason: 'it is no object' };
  try {
    const check = (await validatorFor(schema)).compile(schema);
    check(toJson(values));
    const errors = (check.errors ?? []).filter(
      ({ keyword }) => !/^(if|allOf|anyOf|oneOf|not)$/.test(keyword) || keyword === 'not',
    );
    const chosen = errors.length > 0 ? errors : (check.errors ?? []);
    return { outcome: 'checked', violations: chosen.slice(0, mostViolations).map(violation) };
  } catch (error) {
    return { outcome: 'schema unusable', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function validatorFor(schema: object) {
  const dialect = '$schema' in schema ? String(schema.$schema) : '';
  if (/2020-12/.test(dialect)) return new (await import('ajv/dist/2020.js')).Ajv2020(options);
  if (/2019-09/.test(dialect)) return new (await import('ajv/dist/2019.js')).Ajv2019(options);
  return new (await import('ajv')).Ajv(options);
}

function violation({ instancePath, keyword, message, params, parentSchema }: ErrorObject): Violation {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const key = String(params.additionalProperty ?? params.unevaluatedProperty);
    const known = parentSchema?.properties;
    const knownKeys = typeof known === 'object' && known !== null ? Object.keys(known) : [];
    return {
      path: [...path, key],
      message: `the schema allows no key "${key}" here`,
      unknownKey: key,
      knownKeys,
    };
  }
  if (keyword === 'enum') return { path, message: `must be one of ${JSON.stringify(params.allowedValues)}` };
  if (keyword === 'const') return { path, message: `must be ${JSON.stringify(params.allowedValue)}` };
  return { path, message: message ?? `breaks "${keyword}"` };
}
