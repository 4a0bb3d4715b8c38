import { Command } from 'commander';
import { checkCommand } from './secrets/check.ts';
import { decryptCommand } from './secrets/decrypt.ts';
import { editCommand } from './secrets/edit.ts';
import { encryptCommand } from './secrets/encrypt.ts';
import { generateCommand } from './secrets/generate.ts';
import { generateKeyCommand } from './secrets/generate-key.ts';
import { rotateCommand } from './secrets/rotate.ts';

export function secretsCommand(): Command {
  return new Command('secrets')
    .description('make the Secrets of a platform, and keep them as werf does')
    .addCommand(generateCommand())
    .addCommand(generateKeyCommand())
    .addCommand(encryptCommand())
    .addCommand(decryptCommand())
    .addCommand(editCommand())
    .addCommand(rotateCommand())
    .addCommand(checkCommand());
}
