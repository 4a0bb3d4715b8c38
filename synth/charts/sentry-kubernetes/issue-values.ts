import { boolean, list, string, stringMap, variant } from '../../values/spec.ts';

/** What the issues look like and where they go. */
export const issueValues = {
  levels: stringMap({
    doc: 'Levels of issues by reason, in place of the usual ones.',
    default: {},
    example: { Unhealthy: 'info', NodeNotReady: 'error' },
    schema: {
      propertyNames: { pattern: '^[^,=\\s]+$' },
      additionalProperties: { type: 'string', enum: ['fatal', 'error', 'warning', 'info', 'debug'] },
    },
  }),
  groupByCluster: boolean({
    doc: 'Whether clusterName tells issues apart; with false, equal workloads of all clusters that report to a project share their issues.',
    default: true,
  }),
  originalTags: boolean({
    doc: 'Whether issues also have the tags of the original agent, such as pod_name and event_source_component, for searches and alerts that were made for it.',
    default: false,
  }),
  redactPatterns: list({
    doc: 'Regular expressions in RE2 syntax; what they match is masked in everything that is sent, beside what looks like a secret anyhow.',
    default: [],
    example: ['acct-[0-9]+'],
    items: { type: 'string', pattern: '^[^\\r\\n]{1,500}$' },
    schema: { maxItems: 20 },
  }),
  customDsns: variant({
    doc: 'Whether the annotation `k8s.sentry.io/dsn` of an object, its owners or its namespace leads its events to another project. The chart grants the right to read single pods, workloads, jobs and namespaces with it; further kinds take rbac.custom_rules.',
    default: false,
    schema: { enum: [true, false, '', '0', '1', 'true', 'false', 'yes', 'no'] },
  }),
  customDsnHosts: list({
    doc: 'Hosts that those annotations may name; empty allows the host of the DSN alone.',
    default: [],
    example: ['*.ingest.example.com', 'sentry.example.com:9000'],
    items: { type: 'string', pattern: '^[A-Za-z0-9.*-]+(:[0-9]{1,5})?$' },
  }),
  environmentLabel: string({
    doc: 'Key of a label or annotation of namespaces that names the environment of their issues, before `environment`. The chart grants the right to read single namespaces with it.',
    default: '',
    example: 'example.com/stage',
    schema: { pattern: '^(([a-z0-9.-]{1,253}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,62})?$' },
  }),
  gke: boolean({
    doc: "Whether to ask Google's metadata server for the name, location and project of the cluster, which become tags and links of every issue.",
    default: false,
  }),
};
