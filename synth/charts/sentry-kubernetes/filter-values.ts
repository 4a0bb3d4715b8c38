import { group, list, object } from '../../values/spec.ts';

const name = { type: 'string', pattern: '^[^,\\s]+$' };
/** RE2 is checked by the reporter, which does not start with a pattern it cannot use. */
const pattern = { type: 'string', pattern: '^[^\\r\\n]{1,500}$' };

/** What is reported and what is not, beside reasons and sources. */
export const filterValues = {
  excludeNamespaces: list({
    doc: 'Namespaces whose events are never reported, for `__all__`; `*` stands for any characters. Events of nodes and other cluster-scoped objects are kept.',
    default: [],
    example: ['kube-*', 'sandbox'],
    items: name,
  }),
  excludeKinds: list({
    doc: 'Kinds of objects whose events are never reported.',
    default: [],
    example: ['Endpoints'],
    items: name,
  }),
  excludeMessages: list({
    doc: 'Regular expressions in RE2 syntax; events whose message matches one of them are never reported.',
    default: [],
    example: ['etcdserver: request timed out'],
    items: pattern,
    schema: { maxItems: 20 },
  }),
  only: group('Where a list is not empty, only what it names is reported.', {
    reasons: list({ doc: 'Event reasons.', default: [], example: ['BackOff', 'OOMKilling'], items: name }),
    sources: list({ doc: 'Components.', default: [], items: name }),
    kinds: list({ doc: 'Kinds of objects.', default: [], items: name }),
    messages: list({
      doc: 'Regular expressions in RE2 syntax that a message has to match.',
      default: [],
      items: pattern,
      schema: { maxItems: 20 },
    }),
  }),
  leastCounts: object({
    doc: 'How often an event must have happened to be reported, by reason; `*` stands for all others.',
    default: {},
    example: { '*': 1, Unhealthy: 3 },
    schema: {
      propertyNames: { pattern: '^[^,=\\s]+$' },
      additionalProperties: { type: 'integer', minimum: 1, maximum: 999999999 },
    },
  }),
};
