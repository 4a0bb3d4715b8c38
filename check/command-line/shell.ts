import { lexBash } from './bash.ts';
import { lexCmd } from './cmd.ts';
import { lexPowershell } from './powershell.ts';
import type { Command } from './word.ts';

export const shells = ['bash', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

type Lexer = (text: string, offsetOf: (index: number) => number) => readonly Command[];

const lexers: Readonly<Record<Shell, Lexer>> = { bash: lexBash, powershell: lexPowershell, cmd: lexCmd };

export function lexShell(
  shell: Shell,
  text: string,
  offsetOf: (index: number) => number = (index) => index,
): readonly Command[] {
  return lexers[shell](text, offsetOf);
}

/** The shell that a text was written for, by the name of its file, then by how it goes on over lines. */
export function shellOf(file: string, text: string): Shell {
  if (/\.psm?1$/i.test(file)) return 'powershell';
  if (/\.(bat|cmd)$/i.test(file)) return 'cmd';
  if (/`\r?\n/.test(text) && !/\\\r?\n/.test(text)) return 'powershell';
  if (/\^\r?\n/.test(text)) return 'cmd';
  return 'bash';
}
