import { boolean, group, integer } from '../../values/spec.ts';

export const sourceValues = group(
  'What is reported beside events. Each source needs rights of its own, which the chart grants only while it is on.',
  {
    normalEvents: boolean({
      doc: "Events that say that all is well, as entries of Sentry's logs; needs a Sentry with logs enabled, and no further rights.",
      default: false,
    }),
    pods: boolean({
      doc: 'Containers that failed, with exit code and reason, from the status of their pods.',
      default: true,
    }),
    podLogLines: integer({
      doc: 'How many of the last lines that a failed container wrote its issue shows, without what looks like a secret. More than 0 grants the reporter to get pods/log.',
      default: 0,
      schema: { minimum: 0, maximum: 500 },
    }),
    jobs: boolean({
      doc: 'Failed Jobs, from their status. Their controller also says so in an event, with less to show.',
      default: false,
    }),
    nodes: boolean({
      doc: 'Nodes that are not ready or short of memory, disk or processes. Takes a ClusterRole, also where namespaces are named.',
      default: false,
    }),
  },
);
