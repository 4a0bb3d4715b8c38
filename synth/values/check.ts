import { Ajv } from 'ajv';
import { SynthError } from '../template/synth-error.ts';
import { leaves } from './leaves.ts';
import type { Members } from './members.ts';
import { renderSchema } from './schema.ts';
import type { Values } from './spec.ts';
import { defaultsOf } from './values-yaml.ts';

/** YAML 1.1 reads these as booleans or null, so `.Values.on` would never be found. */
const reserved = new Set(['on', 'off', 'yes', 'no', 'y', 'n', 'true', 'false', 'null', 'global', 'werf']);

/** Refuses a spec whose names or defaults Helm would read differently than meant. */
export function checkValues(chart: string, values: Values): void {
  checkNames(chart, values.members, '');
  checkNumbers(chart, values.members);
  const validate = new Ajv({ allErrors: true, strict: false }).compile(renderSchema(chart, values));
  if (validate(defaultsOf(values.members))) return;
  const problems = (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
  throw new SynthError(
    'INVALID_DEFAULT',
    chart,
    `the default values break their own schema: ${problems.join('; ')}`,
  );
}

function checkNames(chart: string, members: Members, prefix: string): void {
  for (const [name, member] of Object.entries(members)) {
    const path = `${prefix}${name}`;
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || reserved.has(name.toLowerCase())) {
      throw new SynthError(
        'INVALID_VALUE_NAME',
        chart,
        `${path} cannot be read as .Values.${path}; rename it`,
      );
    }
    if (member.type === 'group') checkNames(chart, member.members, `${path}.`);
  }
}

function checkNumbers(chart: string, members: Members): void {
  for (const { path, leaf } of leaves(members)) {
    if (typeof leaf.default === 'number' && !Number.isSafeInteger(leaf.default)) {
      throw new SynthError(
        'INVALID_DEFAULT',
        chart,
        `${path} is a fraction; Helm would round it, so make it text`,
      );
    }
  }
}
