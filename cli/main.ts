import { Command } from 'commander';
import { synthCommand } from './synth.ts';
import { tryCommand } from './try.ts';

const program = new Command('sentry-k8s')
  .description('Helm charts and deployment files for Sentry on Kubernetes')
  .showHelpAfterError()
  .addCommand(synthCommand())
  .addCommand(tryCommand());

await program.parseAsync();
