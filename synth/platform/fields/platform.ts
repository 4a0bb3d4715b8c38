import { releaseIds } from '../release-ids.ts';
import { choice, flag, integer, listOf, optional, type Parsed, section, text } from '../spec/field.ts';
import { clickhouse } from './clickhouse.ts';
import { componentOverrides } from './components.ts';
import { ingress, privateCa, registration, tls } from './exposure.ts';
import { dnsLabel, dnsName, gitRevision, gitUrl, image, releaseName, tag, url, version } from './formats.ts';
import { secretKeyRef } from './secrets.ts';
import { admin, mail, reporter, sso } from './sign-in.ts';
import { kafka, postgres, redis, storage } from './stores.ts';

/** Everything a team decides about one installation of Sentry; what follows from it is in ../names. */
export const installationFields = {
  url: text(url, {
    doc: 'The address under which people and SDKs reach Sentry.',
    example: 'https://sentry.example.com',
  }),
  size: choice(['small', 'medium', 'large'], {
    doc: 'Replicas and resources of everything: small for a trial, medium for a team (3 nodes and about 14 CPU), large from there on.',
    default: 'medium',
  }),
  features: choice(['feature-complete', 'errors-only'], {
    doc: 'Everything Sentry has, or only errors and alerts at half the cost.',
    default: 'feature-complete',
  }),
  retentionDays: integer({
    doc: 'Days that events are kept.',
    default: 90,
    minimum: 1,
    maximum: 3650,
  }),
  namespaces: section('Where things are installed.', {
    sentry: text(dnsLabel, { doc: 'Namespace of Sentry.', default: 'sentry' }),
    clickhouse: optional(
      text(dnsLabel, { doc: 'Namespace of ClickHouse and Keeper; left out, the one of Sentry.' }),
    ),
    operator: text(dnsLabel, {
      doc: 'Namespace of the ClickHouse operator; one of its own, because a namespace with both cannot be deleted.',
      default: 'clickhouse-operator',
    }),
    reporter: text(dnsLabel, { doc: 'Namespace of the reporter.', default: 'sentry-kubernetes' }),
  }),
  sentry: section('The Sentry release.', {
    chart: choice(['community'], {
      doc: 'Chart: sentry/sentry of sentry-kubernetes.github.io/charts.',
      default: 'community',
    }),
    version: text(version, { doc: 'Version of the chart.', default: '33.4.0' }),
    release: text(releaseName, { doc: 'Name of the Helm release.', default: 'sentry' }),
    image: optional(
      section('An image to run instead of the stock one, such as one with a package for single sign-on.', {
        repository: text(image, { doc: 'Repository.', example: 'registry.example.com/sentry' }),
        tag: text(tag, { doc: 'Tag.', example: '26.8.0-oidc' }),
      }),
    ),
    secretKey: secretKeyRef('the key that signs sessions', 'sentry-secret-key', 'key'),
    registration,
  }),
  admin,
  postgres,
  redis,
  kafka,
  clickhouse,
  storage,
  mail,
  sso,
  ingress,
  tls,
  privateCa,
  components: componentOverrides,
  reporter,
  delivery: section('How releases get into the cluster.', {
    tool: choice(['helm', 'helmfile', 'werf', 'argocd', 'flux'], {
      doc: 'The tool that installs and upgrades.',
      default: 'helm',
    }),
    timeoutSeconds: integer({
      doc: 'How long one release may take; a first install migrates databases for many minutes.',
      default: 2400,
      minimum: 300,
      maximum: 14_400,
    }),
    ownValues: listOf(choice(releaseIds, { doc: 'A release.' }), {
      doc: 'Releases with a values file of your own, values/own/<release>.yaml, which is laid over the generated ones. Nothing ever writes it.',
      default: [],
      example: ['sentry'],
    }),
    werf: section('How werf delivers the charts of this repository.', {
      umbrella: flag({
        doc: 'A chart around each of them, ci/werf/<release>/.helm, for manifests and secret values of your own in the same release. Its values stand under the name of the chart within.',
        default: false,
      }),
    }),
    git: section('The repository with charts/, values/ and ci/, for tools that read it themselves.', {
      url: text(gitUrl, {
        doc: 'Its address, as the cluster reaches it.',
        default: 'https://git.example.com/platform/sentry.git',
      }),
      revision: text(gitRevision, { doc: 'Branch or tag that is delivered.', default: 'main' }),
    }),
  }),
  cluster: section('The Kubernetes cluster.', {
    domain: text(dnsName, { doc: 'Its DNS domain.', default: 'cluster.local' }),
    crds: flag({
      doc: 'Whether the operator chart may install its CRDs by a Job with cluster-wide rights; with false you apply them yourself.',
      default: true,
    }),
  }),
};

/** One installation, parsed: every default filled in, `undefined` where there is none. */
export type Platform = Parsed<typeof installationFields>;
