import { Command, CommanderError } from 'commander';
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

// A reader that has seen enough, such as `head`, ends the program without a word.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

endWithTwo(program);
await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});

/** Wrong usage is 2, in every command, so that 1 can say that something was found. */
function endWithTwo(command: Command): void {
  command.exitOverride();
  command.commands.forEach(endWithTwo);
}
