import { Command } from 'commander';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { secretsCommand } from './secrets.ts';
import { synthCommand } from './synth.ts';
import { tryCommand } from './try.ts';
import { valuesCommand } from './values.ts';

const program = new Command('sentry-k8s')
  .description('Helm charts and deployment files for Sentry on Kubernetes')
  .showHelpAfterError()
  .addCommand(initCommand())
  .addCommand(synthCommand())
  .addCommand(secretsCommand())
  .addCommand(tryCommand())
  .addCommand(valuesCommand())
  .addCommand(explainCommand());

await program.parseAsync();
