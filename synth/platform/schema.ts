import type { JsonSchema } from '../values/json.ts';
import { dnsLabel } from './fields/formats.ts';
import { installationFields } from './fields/platform.ts';
import { versionField } from './load.ts';
import { documentFields } from './spec/documentation.ts';
import { schemaOfFields } from './spec/json-schema.ts';

const environmentsDoc =
  'What differs between the installations of one platform, by environment; each also gets the values of all.';

/** platform.schema.json: what editors check and complete a platform file with. */
export function platformSchema(): string {
  const fields = schemaOfFields({ version: versionField, ...installationFields }, 'whole');
  const schema: JsonSchema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Platform file of sentry-k8s',
    ...fields,
    properties: {
      ...(fields.properties as JsonSchema), // schemaOfFields writes a map of schemas here
      environments: {
        description: environmentsDoc,
        type: ['object', 'null'],
        propertyNames: { pattern: `^${dnsLabel.pattern}$`, maxLength: 30 },
        additionalProperties: { anyOf: [schemaOfFields(installationFields, 'change'), { type: 'null' }] },
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** docs/platform.md */
export function platformDocumentation(): string {
  return `# The platform file

\`platform.yaml\` says what a team decides about one installation of Sentry. Everything that follows from it, such as
host names, cluster names and which Secret is read where, is derived once and written to \`charts/\` and \`values/\` by
\`npm start\`. This page is generated from the fields that read the file.

    npx sentry-k8s init                                  # asks, and writes a commented platform.yaml
    npx sentry-k8s init --from-values values.yaml        # from values of the community chart
    npx sentry-k8s synth --platform platform.yaml        # writes charts/ and values/

- The first line \`# yaml-language-server: $schema=platform.schema.json\` makes editors check and complete the file.
- A key that is not known is an error, with the nearest known one; all errors are told at once, with line and column.
- A key without a value is the same as no key. Anchors and tags are not accepted.
- Passwords and keys never stand in it: it names the Secrets that hold them, and \`values/README.md\` lists them all.

## environments

${environmentsDoc} Maps are merged and everything else replaced; a key without a value takes the shared one away; a
group of another \`kind\` replaces the whole group.

    environments:
      staging:
        url: https://sentry.staging.example.com
        size: small
        postgres:
          host: postgres.staging.example.com
      production: {}

## Settings

\`version: 1\` stands in every file.

${documentFields(installationFields)}
`;
}
