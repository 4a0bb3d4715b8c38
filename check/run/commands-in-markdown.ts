import type { Shell } from '../command-line/shell.ts';
import type { ToolCommand } from '../command-line/tool-command.ts';
import { commandsInScript } from './commands-in-script.ts';

const shells: ReadonlyMap<string, Shell> = new Map([
  ...['', 'sh', 'bash', 'shell', 'console', 'zsh', 'shell-session', 'text'].map(
    (name) => [name, 'bash'] as const,
  ),
  ...['powershell', 'ps1', 'pwsh'].map((name) => [name, 'powershell'] as const),
  ...['cmd', 'bat', 'batch'].map((name) => [name, 'cmd'] as const),
]);

/** Commands in the fenced code of a page, with or without a prompt before them. */
export function commandsInMarkdown(text: string, file: string): readonly ToolCommand[] {
  return [
    ...text.matchAll(/^([ \t]*)(```+|~~~+)[ \t]*([\w-]*)[^\n]*\n([\s\S]*?)\n[ \t]*\2[ \t]*$/gm),
  ].flatMap((block) => {
    const [whole, , , language = '', code = ''] = block;
    const shell = shells.get(language.toLowerCase());
    if (shell === undefined) return [];
    const start = block.index + whole.indexOf(code, whole.indexOf('\n'));
    // A prompt becomes blanks, so that offsets stay.
    const plain = code.replace(/^([ \t]*)(?:\$|PS>|>)(?= )/gm, (prompt) => ' '.repeat(prompt.length));
    return commandsInScript(plain, file, shell, (index) => start + index);
  });
}
