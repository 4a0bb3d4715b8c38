import { group, oneOf, string } from './spec.ts';

interface ImageDefaults {
  readonly doc: string;
  readonly repository: string;
  readonly tag: string;
}

/** The values that name a container image, part by part, so that a mirror or a digest changes one of them. */
export function imageValues({ doc, repository, tag }: ImageDefaults) {
  return group(doc, {
    registry: string({
      doc: 'Registry host; empty leaves it to the container runtime.',
      default: 'docker.io',
    }),
    repository: string({ doc: 'Repository.', default: repository, schema: { minLength: 1 } }),
    tag: string({ doc: 'Tag; keep it in quotes.', default: tag }),
    digest: string({
      doc: 'Digest; it wins over the tag.',
      default: '',
      example: `sha256:${'0'.repeat(64)}`,
      schema: { pattern: '^(sha256:[a-f0-9]{64})?$' },
    }),
    pullPolicy: oneOf({
      doc: 'Pull policy.',
      default: 'IfNotPresent',
      choices: ['Always', 'IfNotPresent', 'Never'],
    }),
  });
}
