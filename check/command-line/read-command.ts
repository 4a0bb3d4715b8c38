import { type FlagWord, flagWord, isFlagKind, type Tool, type ToolCommand } from './tool-command.ts';
import { type Command, type Word, wordFrom } from './word.ts';

const tools: ReadonlyMap<string, Tool> = new Map([
  ['helm', 'helm'],
  ['helm3', 'helm'],
  ['helm4', 'helm'],
  ['werf', 'werf'],
  ['nelm', 'werf'],
  ['helmfile', 'helmfile'],
  ['argocd', 'argocd'],
]);

/** Options that take a value as the next word; all others are switches. */
const valued = new Set(
  (
    'namespace n version timeout repo kube-context kubeconfig kube-apiserver kube-token kube-as-user kube-as-group kube-ca-file ' +
    'kube-tls-server-name username password ca-file cert-file key-file keyring description output o post-renderer post-renderer-args ' +
    'history-max labels l name-template registry-config repository-config repository-cache burst-limit qps show-only s output-dir ' +
    'api-versions a kube-version env project dir config tag release add-annotation add-label secret-values ' +
    'environment e selector file state-values-set dest-namespace dest-server path repo revision project sync-policy name context kubeconfig'
  ).split(' '),
);
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['f', 'values'],
  ['p', 'parameter'],
]);

/** Reads a shell command as a call of a deployment tool; undefined where it is another program. */
export function readCommand(command: Command): ToolCommand | undefined {
  const { words } = command;
  const at = words.findIndex(({ text }) => tools.has(programName(text)));
  const tool = tools.get(programName(words[at]?.text ?? ''));
  if (tool === undefined) return undefined;
  const environment = words.slice(0, at).flatMap((word) => environmentFlag(word) ?? []);
  return new CommandReader(tool, command, words.slice(at + 1), environment).read();
}

export function programName(text: string): string {
  return text
    .replace(/^.*[\\/]/, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
}

/** `WERF_SET_NAME=key=value`: werf takes such variables as flags, in the order of their names. */
export function environmentFlag(word: Word): FlagWord | undefined {
  const match = /^(?:\$env:|export )?(WERF_SET(?:_(STRING|JSON|FILE|LITERAL))?_\w+)\s*=\s*/.exec(word.text);
  if (match === null) return undefined;
  const kind = match[2] === undefined ? 'set' : `set-${match[2].toLowerCase()}`;
  if (!isFlagKind(kind)) return undefined;
  return flagWord(kind, wordFrom(word, match[0].length), word, 'environment');
}

class CommandReader {
  readonly #tool: Tool;
  readonly #command: Command;
  readonly #words: readonly Word[];
  readonly #flags: FlagWord[];
  readonly #files: Word[] = [];
  readonly #secretFiles: Word[] = [];
  readonly #switches = new Set<string>();
  readonly #positional: Word[] = [];
  #version: string | undefined;

  constructor(tool: Tool, command: Command, words: readonly Word[], environment: readonly FlagWord[]) {
    this.#tool = tool;
    this.#command = command;
    this.#words = words;
    this.#flags = [...environment].sort((one, other) => (one.word.start < other.word.start ? -1 : 1));
  }

  read(): ToolCommand {
    for (let at = 0; at < this.#words.length; at++) {
      const word = this.#words[at];
      if (word === undefined) continue;
      const option = /^--?([A-Za-z][\w-]*)(=)?/.exec(word.text);
      if (option === null) this.#positional.push(word);
      else if (option[2] === '=') this.#option(option[1] ?? '', wordFrom(word, option[0].length), word);
      else if (this.#takesValue(option[1] ?? '')) {
        const value = this.#words[++at];
        if (value !== undefined) this.#option(option[1] ?? '', value, { start: word.start, end: value.end });
      } else this.#switches.add(option[1] ?? '');
    }
    const [action, ...rest] = this.#positional.map(({ text }) => text);
    const names =
      action === 'secrets' || action === 'diff' || action === 'helm' || action === 'app'
        ? rest.slice(1)
        : rest;
    const { words, start, end } = this.#command;
    return {
      tool: this.#tool,
      action: action ?? '',
      flags: this.#flags,
      files: this.#files,
      secretFiles: this.#secretFiles,
      release: names[0],
      chart: names[1] ?? (action === 'lint' ? names[0] : undefined),
      chartVersion: this.#version,
      switches: this.#switches,
      words,
      start,
      end,
    };
  }

  #takesValue(name: string): boolean {
    const long = shortKinds.get(name) ?? name;
    return (
      isFlagKind(long) ||
      isFlagKind(argoKind(long)) ||
      long === 'values' ||
      long === 'parameter' ||
      valued.has(long)
    );
  }

  #option(name: string, value: Word, whole: { readonly start: number; readonly end: number }): void {
    const long = shortKinds.get(name) ?? name;
    const argo = argoKind(long);
    if (isFlagKind(long)) this.#flags.push(flagWord(long, value, whole, 'argument'));
    else if (this.#tool === 'argocd' && isFlagKind(argo))
      this.#flags.push(flagWord(argo, value, whole, 'argument', 'escaped'));
    else if (this.#tool === 'argocd' && long === 'parameter')
      this.#flags.push(flagWord('set', value, whole, 'argument', 'escaped'));
    else if (long === 'values') this.#addFiles(value);
    else if (long === 'secret-values') this.#secretFiles.push(value);
    else if (long === 'version') this.#version = value.text;
  }

  /** `-f one.yaml,two.yaml` names two files. */
  #addFiles(value: Word): void {
    let from = 0;
    for (const part of value.text.split(',')) {
      const rest = wordFrom(value, from);
      this.#files.push({ ...rest, text: part, meant: part, offsets: rest.offsets.slice(0, part.length) });
      from += part.length + 1;
    }
  }
}

function argoKind(name: string): string {
  return name.replace(/^helm-/, '');
}
