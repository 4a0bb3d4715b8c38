import type { Shell } from './shell.ts';

/** A word as the shell wants it; what is plain stays plain. */
export function quoteWord(text: string, shell: Shell): string {
  if (/^[A-Za-z0-9_./:@%+=-]+$/.test(text) || (shell === 'bash' && /^[A-Za-z0-9_./:@%+=,-]+$/.test(text)))
    return text;
  if (shell === 'cmd') return `"${text.replaceAll('"', '\\"')}"`;
  if (shell === 'powershell') return `'${text.replaceAll("'", "''")}'`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
