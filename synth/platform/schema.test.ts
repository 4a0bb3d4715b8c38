import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadPlatform } from './load.ts';
import { PlatformError } from './problem.ts';
import { platformDocumentation, platformSchema } from './schema.ts';

const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(platformSchema()));

const least = `version: 1
url: https://sentry.example.com
admin: {email: admin@example.com}
postgres: {kind: external, host: postgres.example.com}
redis: {kind: external, host: redis.example.com}
`;

test('docs/platform.md describes the fields that read the file', async () => {
  await expect(platformDocumentation()).toMatchFileSnapshot('../../docs/platform.md');
});

test.each([
  ['the least', least, true],
  ['a key without a value', `${least}tls:\nsize:\n`, true],
  ['a number for a quantity', `${least}components: {web: {cpu: 2}}\n`, true],
  ['an environment of one key', `${least}environments: {staging: {size: small}}\n`, true],
  ['an environment of another kind', `${least}environments: {staging: {redis: {kind: bundled}}}\n`, true],
  ['a misspelt key', `${least}sise: small\n`, false],
  ['a misspelt key in a group', `${least}namespaces: {sentri: x}\n`, false],
  ['a misspelt key in a kind', `${least}mail: {kind: smtp, host: m, from: a@b, prot: 25}\n`, false],
  ['a key of another kind', `${least}storage: {kind: filesystem, bucket: x}\n`, false],
  ['a misspelt component', `${least}components: {wbe: {replicas: 1}}\n`, false],
  ['a word for a number', `${least}retentionDays: many\n`, false],
  ['a wrong word', `${least}size: huge\n`, false],
  ['a missing group', least.replace(/^redis.*$/m, ''), false],
  ['a missing version', least.replace('version: 1\n', ''), false],
  ['a misspelt key in an environment', `${least}environments: {staging: {sise: small}}\n`, false],
])('schema and parser agree about %s', (_, text, accepted) => {
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(accepted);
  expect(isAccepted(text)).toBe(accepted);
});

function isAccepted(text: string): boolean {
  try {
    loadPlatform('platform.yaml', Buffer.from(text));
    return true;
  } catch (error) {
    if (error instanceof PlatformError) return false;
    throw error;
  }
}
