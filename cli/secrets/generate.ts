import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { draw } from '../../secrets/draw.ts';
import { externalSecrets } from '../../secrets/external-secrets.ts';
import { findKey } from '../../secrets/find-key.ts';
import { generateManifests, generateWerf, type Request } from '../../secrets/generate.ts';
import { writePrivate } from '../../secrets/private-file.ts';
import { readThere } from '../../secrets/read-file.ts';
import { sealedSecrets, sealingKey } from '../../secrets/sealed-secrets.ts';
import { overlaid, type SecretValues } from '../../secrets/secret-values.ts';
import { SecretsError } from '../../secrets/secrets-error.ts';
import { type SecretNeed, wantedSecrets } from '../../secrets/wanted.ts';
import { werfTemplate } from '../../secrets/werf-template.ts';
import { loadPlatform } from '../../synth/platform/load.ts';
import { namesOf } from '../../synth/platform/names/names.ts';
import { type Form, forms } from './form.ts';
import { generateReport } from './report.ts';
import { run } from './run.ts';

interface Options {
  readonly platform: string;
  readonly environment?: string;
  readonly form: Form;
  readonly out?: string;
  readonly value: readonly Given[];
  readonly relay: boolean;
  readonly store: string;
  readonly storeKind: 'SecretStore' | 'ClusterSecretStore';
  readonly prefix: string;
  readonly certificate?: string;
}

interface Given {
  readonly secret: string;
  readonly key: string;
  readonly file: string;
}

export function generateCommand(): Command {
  return new Command('generate')
    .description('make every Secret that a platform needs, once; what exists is kept')
    .option('--platform <file>', 'platform file', 'platform.yaml')
    .option('--environment <name>', 'one environment of the file; otherwise each, or the only one')
    .addOption(
      new Option(
        '--form <form>',
        'Kubernetes Secrets in clear text, values for werf, ExternalSecrets, SealedSecrets',
      )
        .choices(forms)
        .default('kubernetes'),
    )
    .option('--out <file>', 'file to write, for one environment; see below for the usual ones')
    .option(
      '--value <secret/key=file>',
      'take a value that only you know from a file; may be repeated',
      given,
      [],
    )
    .option('--relay', 'also credentials of a Relay, as the Secret sentry-relay', false)
    .option('--store <name>', 'external: name of the store', 'sentry')
    .addOption(
      new Option('--store-kind <kind>', 'external: kind of the store')
        .choices(['SecretStore', 'ClusterSecretStore'])
        .default('ClusterSecretStore'),
    )
    .option(
      '--prefix <text>',
      "external: put before a Secret's name to make that of its entry in the store",
      '',
    )
    .option('--certificate <file>', 'sealed: what `kubeseal --fetch-cert` prints')
    .addHelpText(
      'after',
      `
Values are drawn from 32 random bytes and never printed. Files are readable by you alone.

  kubernetes  .secrets/secrets.yaml           the folder ignores itself for Git
  werf        .helm/secret-values.yaml        encrypted with the key of secrets generate-key; beside it,
                                              templates/sentry-secrets.yaml makes Secrets of it
  external    external-secrets.yaml           holds no value
  sealed      sealed-secrets.yaml             sealed from .secrets/secrets.yaml, which is completed first

An environment's file carries its name, as in .secrets/secrets-staging.yaml.

Exit codes: 0 written, or nothing to do; 1 a file, a key or the platform cannot be used, or wrong usage`,
    )
    .action((options: Options) => run(() => generate(options)));
}

async function generate(options: Options): Promise<string> {
  const platforms = await platformsOf(options);
  if (options.out !== undefined && platforms.length > 1)
    throw new SecretsError(
      'VALUE_UNKNOWN',
      '--out names one file, and there are several environments: add --environment',
    );
  const reports: string[] = [];
  for (const { environment, needs } of platforms)
    reports.push(await generateOne(environment, needs, options));
  return reports.join('\n');
}

async function generateOne(
  environment: string,
  needs: readonly SecretNeed[],
  options: Options,
): Promise<string> {
  const { form } = options;
  const suffix = environment === '' ? '' : `-${environment}`;
  const path = options.out ?? usualPath(form, suffix);
  const wanted = wantedSecrets(needs);
  const request: Request = { path, wanted, given: await valuesFrom(options.value), draw };
  if (form === 'external') {
    const { store, storeKind, prefix } = options;
    await writePrivate(path, externalSecrets(wanted, { name: store, kind: storeKind, prefix }), 'replace');
    return generateReport(form, path, wanted, []);
  }
  if (form === 'werf') {
    const { outcomes } = await generateWerf(request, await findKey(process.env, process.cwd()));
    const template = join(dirname(path), 'templates', `sentry-secrets${suffix}.yaml`);
    await writePrivate(template, werfTemplate(wanted, environment), 'replace');
    return generateReport(form, path, wanted, outcomes);
  }
  if (form === 'kubernetes') {
    const { outcomes } = await generateManifests(request);
    return generateReport(form, path, wanted, outcomes);
  }
  return generateSealed(request, usualPath('kubernetes', suffix), options.certificate);
}

async function generateSealed(
  request: Request,
  base: string,
  certificate: string | undefined,
): Promise<string> {
  if (certificate === undefined)
    throw new SecretsError(
      'CERTIFICATE_INVALID',
      '--form sealed needs --certificate with what `kubeseal --fetch-cert` prints',
    );
  const key = sealingKey((await readThere(certificate)).text, certificate);
  const { values, outcomes } = await generateManifests({ ...request, path: base });
  await writePrivate(request.path, sealedSecrets(request.wanted, values, key), 'replace');
  return generateReport('sealed', request.path, request.wanted, outcomes);
}

function usualPath(form: Form, suffix: string): string {
  if (form === 'werf') return join('.helm', `secret-values${suffix}.yaml`);
  if (form === 'kubernetes') return join('.secrets', `secrets${suffix}.yaml`);
  return `${form}-secrets${suffix}.yaml`;
}

async function platformsOf({ platform: file, environment, relay }: Options) {
  const { text } = await readThere(file);
  const { shared, environments } = loadPlatform(file, Buffer.from(text));
  const all = environments.size === 0 ? new Map([['', shared]]) : environments;
  const wanted = environment === undefined ? all : new Map([...all].filter(([name]) => name === environment));
  if (wanted.size === 0) {
    const known = [...environments.keys()].join(', ') || 'none';
    throw new SecretsError('VALUE_UNKNOWN', `${file} has no environment ${environment}; there are: ${known}`);
  }
  return [...wanted].map(([name, platform]) => ({
    environment: name,
    needs: [...namesOf(platform).secrets, ...(relay ? [relayNeed(platform.namespaces.sentry)] : [])],
  }));
}

function relayNeed(namespace: string): SecretNeed {
  return {
    name: 'sentry-relay',
    namespaces: [namespace],
    entries: [{ key: 'credentials.json', holds: 'credentials of Relay', source: 'relay-credentials' }],
  };
}

function given(text: string, before: readonly Given[]): readonly Given[] {
  const [, secret, key, file] = /^([^/=]+)\/([^/=]+)=(.+)$/.exec(text) ?? [];
  if (secret === undefined || key === undefined || file === undefined)
    throw new InvalidArgumentError(
      'Expected SECRET/KEY=FILE, such as sentry-redis/redis-password=redis.txt.',
    );
  return [...before, { secret, key, file }];
}

/** A last line break is the editor's, not the password's. */
async function valuesFrom(list: readonly Given[]): Promise<SecretValues> {
  let values: SecretValues = new Map();
  for (const { secret, key, file } of list) {
    const { text } = await readThere(file);
    values = overlaid(values, new Map([[secret, new Map([[key, text.replace(/\r?\n$/, '')]])]]));
  }
  return values;
}
