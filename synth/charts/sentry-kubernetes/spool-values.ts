import { group, integer, oneOf, string } from '../../values/spec.ts';

export const spoolValues = group('The queue between what was seen and what Sentry has accepted.', {
  mode: oneOf({
    doc: 'Where the queue lives. `emptyDir` survives a restart of the container; `persistentVolumeClaim` also survives a deleted pod, and serves one replica only; with `memory` an unsent event is read from the cluster again.',
    default: 'emptyDir',
    choices: ['memory', 'emptyDir', 'persistentVolumeClaim'],
  }),
  sizeMiB: integer({
    doc: 'Upper bound in MiB. When the queue is full, repeats are shed before first occurrences, and counted.',
    default: 128,
    schema: { minimum: 4, maximum: 65536 },
  }),
  existingClaim: string({
    doc: 'A claim to use instead of one of this release, for `persistentVolumeClaim`.',
    default: '',
  }),
  storageClass: string({
    doc: "Storage class of the release's own claim; empty takes the cluster's default.",
    default: '',
  }),
  claimSize: string({
    doc: "Size of the release's own claim.",
    default: '1Gi',
    schema: { pattern: '^[0-9]+(\\.[0-9]+)?(Mi|Gi|Ti)$' },
  }),
});
