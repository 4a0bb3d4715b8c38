import { emitYaml } from '../../yaml/emit.ts';
import { helmImage } from './checks.ts';
import type { Tool } from './tool.ts';

/**
 * The deployment of one target as a CI/CD component, for pipelines that are not this project's. It sets no
 * global keyword, because it would do so for the whole pipeline that includes it.
 */
export function componentFile(tool: Tool): string {
  const folder = tool.kind === 'pull' ? 'helm' : tool.folder;
  const header = `# A CI/CD component: publish it in a project's folder templates/, then
#   include:
#     - component: $CI_SERVER_FQDN/GROUP/PROJECT/deliver@1.0.0
#       inputs: { environment: staging }
# Generated from the platform file; edit that one.
`;
  const spec = {
    spec: {
      inputs: {
        environment: { description: 'Name of the environment; ci/*/<environment>.sh delivers it.' },
        url: { description: 'Address of Sentry there.', default: '' },
        stage: { description: 'Stage of the job.', default: 'deploy' },
        image: {
          description: 'Image with helm and kubectl, or with werf, which brings both.',
          default: folder === 'werf' ? 'registry.werf.io/werf/werf:2-stable' : helmImage,
        },
        folder: {
          description: 'Which script delivers.',
          options: ['helm', 'werf'],
          default: folder,
        },
        when: {
          description: 'Whether a person has to start it.',
          options: ['manual', 'on_success'],
          default: 'manual',
        },
      },
    },
  };
  const jobs = {
    'deliver-$[[ inputs.environment ]]': {
      stage: '$[[ inputs.stage ]]',
      image: { name: '$[[ inputs.image ]]', entrypoint: [''] },
      resource_group: '$[[ inputs.environment ]]',
      interruptible: false,
      environment: { name: '$[[ inputs.environment ]]', url: '$[[ inputs.url ]]' },
      rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: '$[[ inputs.when ]]' }],
      script: [
        'if [ "$[[ inputs.folder ]]" = werf ]; then . "$(werf ci-env gitlab --as-file)"; fi',
        'ci/$[[ inputs.folder ]]/$[[ inputs.environment ]].sh install',
      ],
    },
  };
  return `${header}${emitYaml(spec)}---\n${emitYaml(jobs)}`;
}
