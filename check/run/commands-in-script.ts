import { environmentFlag, readCommand } from '../command-line/read-command.ts';
import { lexShell, type Shell, shellOf } from '../command-line/shell.ts';
import type { FlagWord, ToolCommand } from '../command-line/tool-command.ts';

/** The commands of a script; variables that werf reads count for the commands after them. */
export function commandsInScript(
  text: string,
  file: string,
  shell: Shell = shellOf(file, text),
  offsetOf: (index: number) => number = (index) => index,
): readonly ToolCommand[] {
  const found: ToolCommand[] = [];
  const exported: FlagWord[] = [];
  for (const command of lexShell(shell, text, offsetOf)) {
    const tool = readCommand(command);
    if (tool === undefined)
      for (const flag of command.words.flatMap((word) => environmentFlag(word) ?? [])) exported.push(flag);
    else if (tool.tool === 'werf') found.push({ ...tool, flags: [...exported, ...tool.flags] });
    else found.push(tool);
  }
  return found;
}
