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

interface Fence {
  readonly mark: string;
  readonly language: string;
  /** Where the code begins. */
  readonly start: number;
}

/** Commands in the fenced code of a page, with or without a prompt before them. */
export function commandsInMarkdown(text: string, file: string): readonly ToolCommand[] {
  const found: ToolCommand[] = [];
  let open: Fence | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const fence = /^[ \t>]*(`{3,}|~{3,})[ \t]*([\w-]*)/.exec(text.slice(at, Math.min(next, at + 200)));
    const [, mark = '', language = ''] = fence ?? [];
    if (open === undefined && fence !== null) open = { mark, language: language.toLowerCase(), start: next };
    else if (open !== undefined && language === '' && mark.startsWith(open.mark)) {
      for (const command of commandsInCode(text.slice(open.start, at), open, file)) found.push(command);
      open = undefined;
    }
    at = next;
  }
  return found;
}

function commandsInCode(code: string, { language, start }: Fence, file: string): readonly ToolCommand[] {
  const shell = shells.get(language);
  if (shell === undefined) return [];
  // A prompt becomes blanks, so that offsets stay.
  const plain = code.replace(/^([ \t]*)(?:\$|PS>|>)(?= )/gm, (prompt) => ' '.repeat(prompt.length));
  return commandsInScript(plain, file, shell, (index) => start + index);
}
