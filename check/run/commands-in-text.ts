import { readCommand } from '../command-line/read-command.ts';
import { lexShell, type Shell, shellOf } from '../command-line/shell.ts';
import type { ToolCommand } from '../command-line/tool-command.ts';

/** The deployment commands of a script. */
export function commandsInScript(
  text: string,
  file: string,
  shell: Shell = shellOf(file, text),
): readonly ToolCommand[] {
  return lexShell(shell, text).flatMap((command) => readCommand(command) ?? []);
}
