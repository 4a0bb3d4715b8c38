import type { Damage } from '../command-line/word.ts';
import type { Rule } from '../rule/rule.ts';

const words: Readonly<Record<Damage['kind'], readonly [message: string, advice: string]>> = {
  'backslash dropped': [
    'the shell takes this backslash away before helm sees it',
    'put the whole argument in single quotes',
  ],
  'braces expanded': ['the shell takes these braces apart', 'put the whole argument in quotes'],
  'brackets globbed': [
    'zsh, and a shell with a file of that name, takes this bracket for a pattern',
    'put the whole argument in quotes',
  ],
  'commas split': [
    'PowerShell takes this comma for the end of an argument',
    'put the whole argument in quotes',
  ],
  'quotes kept': [
    'cmd.exe knows no single quotes: helm gets this one as part of the text',
    'use double quotes',
  ],
  'quotes dropped': [
    'PowerShell before 7.3 takes the inner double quotes away',
    'write the JSON into a values file',
  ],
};

export const t31: Rule = {
  id: 'T31',
  severity: 'error',
  title: 'The shell changes the flag before helm sees it',
  explanation: `Unquoted, \`{a,b}\` becomes two words, \`\\.\` loses its backslash, \`[0]\` may match a file; cmd.exe keeps single quotes,
PowerShell splits at commas and braces and, before 7.3, drops inner double quotes. Quote every argument as a whole:
with single quotes in bash and PowerShell, with double quotes in cmd.exe. A values file has none of this.`,
  examples: [
    { text: 'helm install s ./s --set configs.files.config\\.yaml=x', finds: 'this' },
    { text: 'helm install s ./s --set hosts={a,b}', finds: 'this' },
    { text: "helm install s ./s --set 'hosts={a,b}'", finds: 'nothing' },
    { text: 'helm install s ./s --set hosts={a}', finds: 'nothing' },
    { text: "helm install s ./s --set 'a=b'", shell: 'cmd', finds: 'this' },
    { text: 'helm install s ./s --set hosts={a}', shell: 'powershell', finds: 'this' },
    { text: `helm install s ./s --set-json 'a={"b":1}'`, shell: 'powershell', finds: 'this' },
  ],
  *inCommand(command) {
    for (const flag of command.flags)
      for (const { kind, start, end } of flag.word.damage) {
        const [message, advice] = words[kind];
        const mild = kind === 'brackets globbed' || kind === 'quotes dropped';
        yield { span: { start, end }, message, advice, severity: mild ? 'info' : 'error' };
      }
  },
};
