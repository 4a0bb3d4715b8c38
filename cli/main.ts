import { Command } from 'commander';
import { synthCommand } from './synth.ts';

const program = new Command('sentry-k8s')
  .description('Helm charts and deployment files for Sentry on Kubernetes')
  .showHelpAfterError()
  .addCommand(synthCommand());

await program.parseAsync();
