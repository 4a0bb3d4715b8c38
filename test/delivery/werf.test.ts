import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import { loadPlatform } from '../../synth/platform/load.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import known from './known/werf.json' with { type: 'json' };
import { withUmbrella } from './with-umbrella.ts';

const platforms = await platformFiles();
/** The flags of each command, and what each takes. */
const flags: Readonly<Record<string, Readonly<Record<string, string>>>> = known.flags;
const accepted: Readonly<Record<string, RegExp>> = {
  number: /^(\d+|"\$[A-Z]+")$/,
  duration: /^(\d+[hms])+$/,
  text: /^[^-].*$/,
};

/** Dotted paths of every key; what is in a list has the path of the list. */
function pathsIn(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [below, ...pathsIn(child, below)];
  });
}

interface Call {
  readonly command: string;
  /** Flags with what stands behind each, up to the next. */
  readonly flags: readonly (readonly [string, string])[];
}

/** Every call of werf in a text of shell lines. */
function callsIn(script: string): readonly Call[] {
  return script
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => {
      const [, rest = ''] = /(?:^|[\s"(;|&])werf ((?:[a-z-]+ ?)+.*)$/.exec(line.replace(/^\s*#.*/, '')) ?? [];
      const command = Object.keys(flags).find((name) => rest === name || rest.startsWith(`${name} `));
      if (command === undefined) return [];
      const given = rest.matchAll(/(?<=\s)(--?[a-zA-Z][a-z-]*)(?:[ =]((?:"[^"]*"|[^\s-])\S*))?/g);
      return [{ command, flags: [...given].map(([, flag = '', value = '']) => [flag, value] as const) }];
    });
}

/** What is wrong with the flags of a call. */
function faultsOf({ command, flags: given }: Call): readonly string[] {
  return given.flatMap(([flag, value]) => {
    const kind = flags[command]?.[flag];
    if (kind === undefined) return [`${flag} is not known`];
    const fits = kind === 'switch' ? value === '' : (accepted[kind]?.test(value) ?? false);
    return fits ? [] : [`${flag} takes a ${kind}, not ${value}`];
  });
}

const ways = [...platforms].flatMap(([name, platform]) => [
  [name, platform] as const,
  [`${name} with umbrellas`, withUmbrella(platform)] as const,
]);

describe.each(ways)('for the platform %s', async (_, platform) => {
  const files = await synthesizeDelivery(platform);

  test('werf knows every directive', () => {
    let configurations = 0;
    for (const [path, text] of files) {
      if (!/^ci\/werf\/(sentry-[a-z]+|.*\/werf)\.yaml$/.test(path)) continue;
      configurations += 1;
      const [meta, ...images] = parseAllDocuments(text).map((document) => document.toJS());
      const isLabel = (key: string) => key.includes('.labels.');
      expect(pathsIn(meta).filter((key) => !known.directives.meta.includes(key) && !isLabel(key))).toEqual(
        [],
      );
      for (const image of images) {
        expect(
          pathsIn(image).filter((key) => !known.directives.image.includes(key) && !isLabel(key)),
        ).toEqual([]);
      }
    }
    expect(configurations).toBeGreaterThan(0);
  });

  test('werf knows every flag of every command', () => {
    let calls = 0;
    for (const [path, text] of files) {
      if (!path.startsWith('ci/werf/') && !path.startsWith('ci/gitlab/')) continue;
      for (const call of callsIn(text)) {
        calls += 1;
        expect(faultsOf(call), `${path}: werf ${call.command}`).toEqual([]);
      }
    }
    expect(calls).toBeGreaterThan(0);
  });
});

test('the community chart goes as the reference installation delivers it', async () => {
  const text = `version: 1
url: https://sentry.example.com
admin: { email: admin@example.com }
postgres: { kind: external, host: postgres.example.com }
redis: { kind: external, host: redis.example.com }
namespaces: { sentry: prod-sentry }
sentry: { version: 29.3.0 }
delivery: { tool: werf, timeoutSeconds: 1000 }
`;
  const files = await synthesizeDelivery(loadPlatform('platform.yaml', Buffer.from(text)));
  const script = (files.get('ci/werf/production.sh') ?? '').replace(/ \\\n\s*/g, ' ');
  expect(script).toContain(`SENTRY_CHART_VERSION=\${SENTRY_CHART_VERSION:-29.3.0}`);
  expect(script).toContain('werf helm secret values decrypt values/sentry/secret-values.yaml');
  expect(script).toContain(
    `helm upgrade --install sentry sentry/sentry --version "$SENTRY_CHART_VERSION" --namespace prod-sentry -f values/sentry/values.yaml \${DECRYPTED:+-f "$DECRYPTED"} --wait --timeout=1000s`,
  );
  expect(script).toMatch(/werf converge .*--release sentry-clickhouse --namespace prod-sentry /);
});

test('a call with a flag that werf does not have, or with a value that it does not take, is found', () => {
  const text = `  werf converge --env a \\
    --releases x --timeout 300s --without-images y
. "$(werf ci-env gitlab --as-file)"
werf rollback --env a --revision "$REVISION" --timeout 300`;
  expect(callsIn(text).map((call) => [call.command, faultsOf(call)])).toEqual([
    [
      'converge',
      [
        '--releases is not known',
        '--timeout takes a number, not 300s',
        '--without-images takes a switch, not y',
      ],
    ],
    ['ci-env', []],
    ['rollback', []],
  ]);
});

test('werf knows every annotation of its own in the charts', async () => {
  const charts = fileURLToPath(new URL('../../charts/', import.meta.url));
  const entries = await readdir(charts, { recursive: true, withFileTypes: true });
  const templates = entries.filter((entry) => entry.isFile() && entry.parentPath.includes('templates'));
  const names = new Set<string>();
  for (const { parentPath, name } of templates) {
    for (const [found] of (await readFile(join(parentPath, name), 'utf8')).matchAll(
      /(external-dependency\.)?werf\.io\/[a-z-]+/g,
    ))
      names.add(found);
  }
  const generic = (name: string) =>
    name.replace(/^werf\.io\/deploy-dependency-.*/, 'werf.io/deploy-dependency-');
  expect(
    [...names]
      .map(generic)
      .filter((name) => !known.annotations.some((one) => one === name || generic(one) === name)),
  ).toEqual([]);
  expect(names.size).toBeGreaterThan(3);
});
