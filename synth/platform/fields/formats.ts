import type { Format } from '../spec/field.ts';

/** Kinds of text that a platform file holds, each with the words for a message that refuses another. */
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

export const line: Format = {
  pattern: '[^\\x00-\\x1f\\x7f]+',
  maxLength: 250,
  accepts: 'text on one line',
};
export const dnsLabel: Format = {
  pattern: label,
  maxLength: 63,
  accepts: 'a Kubernetes name: up to 63 lower-case letters, digits and inner dashes',
};
/** Names that Services are made of begin with a letter. */
export const serviceName: Format = {
  pattern: '[a-z]([-a-z0-9]*[a-z0-9])?',
  maxLength: 40,
  accepts: 'up to 40 lower-case letters, digits and inner dashes, with a letter first',
};
export const dnsName: Format = {
  pattern: `${label}(\\.${label})*`,
  maxLength: 253,
  accepts: 'a Kubernetes name: lower-case letters, digits, inner dashes and dots',
};
export const releaseName: Format = {
  pattern: label,
  maxLength: 53,
  accepts: 'a Helm release name: up to 53 lower-case letters, digits and inner dashes',
};
/** ClickHouse turns the cluster's name into an XML element, and the operator into part of pod names. */
export const clusterName: Format = {
  pattern: '[a-z]([-a-z0-9]*[a-z0-9])?',
  maxLength: 15,
  accepts: 'up to 15 lower-case letters, digits and inner dashes, with a letter first',
};
export const host: Format = {
  pattern: '[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?',
  maxLength: 253,
  accepts: 'a host name or an IPv4 address, without scheme and port',
};
export const url: Format = {
  pattern: 'https?://[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?',
  maxLength: 300,
  accepts: 'a URL of scheme and host such as https://sentry.example.com, without a path',
};
export const httpsUrl: Format = {
  pattern: 'https?://[^\\s"\'\\\\]+',
  maxLength: 500,
  accepts: 'a URL such as https://login.example.com/realm',
};
export const gitUrl: Format = {
  pattern: '(https?|ssh)://[^\\s"\'\\\\]+',
  maxLength: 500,
  accepts:
    'a URL such as https://git.example.com/platform/sentry.git or ssh://git@git.example.com/sentry.git',
};
export const gitRevision: Format = {
  pattern: '[A-Za-z0-9][-A-Za-z0-9._/]*',
  maxLength: 200,
  accepts: 'a branch, a tag or a commit',
};
export const email: Format = {
  pattern: '[A-Za-z0-9._%+-]+@[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?',
  maxLength: 250,
  accepts: 'a mail address',
};
export const secretKey: Format = {
  pattern: '[-._a-zA-Z0-9]+',
  maxLength: 253,
  accepts: 'a key of a Secret: letters, digits, dashes, dots and underscores',
};
export const quantity: Format = {
  pattern: '[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?',
  maxLength: 20,
  accepts: 'a Kubernetes quantity such as 500m or 2Gi',
  numbers: true,
};
export const size: Format = {
  pattern: '[0-9]+(\\.[0-9]+)?(Mi|Gi|Ti)',
  maxLength: 20,
  accepts: 'a size such as 100Gi',
};
export const version: Format = {
  pattern: '[0-9]+\\.[0-9]+\\.[0-9]+',
  maxLength: 30,
  accepts: 'a version of three numbers such as 33.4.0',
};
export const image: Format = {
  pattern: '[a-z0-9][a-zA-Z0-9._/:-]*[a-zA-Z0-9]',
  maxLength: 250,
  accepts: 'the repository of an image, without its tag',
};
export const tag: Format = {
  pattern: '[A-Za-z0-9_][A-Za-z0-9._-]*',
  maxLength: 128,
  accepts: 'the tag of an image',
};
export const cidr: Format = {
  pattern: '([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}|[0-9a-fA-F:]+/[0-9]{1,3}',
  maxLength: 50,
  accepts: 'an address range such as 10.0.0.0/8',
};
export const broker: Format = {
  pattern: '[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:[0-9]{1,5}',
  maxLength: 260,
  accepts: 'host and port such as kafka-0.example.com:9092',
};
export const bucket: Format = {
  pattern: '[a-z0-9][-a-z0-9._]*[a-z0-9]',
  maxLength: 222,
  accepts: 'the name of a bucket',
};
/** Names of databases and users: what needs no quoting anywhere they are written to. */
export const identifier: Format = {
  pattern: '[A-Za-z_][-A-Za-z0-9_.@]*',
  maxLength: 63,
  accepts: 'a name of letters, digits, dashes, dots, at signs and underscores, with a letter first',
};
export const annotationKey: Format = {
  pattern: `(${label}(\\.${label})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`,
  maxLength: 317,
  accepts: 'the key of a label or an annotation',
};
export const labelValue: Format = {
  pattern: '([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?',
  maxLength: 63,
  accepts: 'the value of a label',
};
export const namespaceOrAll: Format = {
  pattern: `${label}|__all__`,
  maxLength: 63,
  accepts: 'a namespace, or __all__ for the whole cluster',
};
