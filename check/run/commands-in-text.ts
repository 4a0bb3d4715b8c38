import type { Shell } from '../command-line/shell.ts';
import type { ToolCommand } from '../command-line/tool-command.ts';
import { SourceError } from '../source/source-error.ts';
import { commandsInMarkdown } from './commands-in-markdown.ts';
import { commandsInScript } from './commands-in-script.ts';
import { commandsInYaml } from './commands-in-yaml.ts';

/** The deployment commands of a text, by the kind of file it stands in. */
export function commandsIn(text: string, file: string, shell?: Shell): readonly ToolCommand[] {
  if (/\.ya?ml$/i.test(file)) return commandsInYaml(text, file);
  if (/\.md$/i.test(file)) return commandsInMarkdown(text, file);
  return commandsInScript(text, file, shell);
}

/** The same, where a folder is searched: a file that is no YAML after all holds no commands. */
export function commandsInAny(text: string, file: string, shell?: Shell): readonly ToolCommand[] {
  try {
    return commandsIn(text, file, shell);
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}
