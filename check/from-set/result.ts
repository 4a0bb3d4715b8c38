import type { Chart } from '../chart/chart.ts';
import type { Shell } from '../command-line/shell.ts';
import { shellOf } from '../command-line/shell.ts';
import type { FlagWord, ToolCommand } from '../command-line/tool-command.ts';
import type { Finding, Repair } from '../rule/rule.ts';
import { checkCommands } from '../run/check-commands.ts';
import type { Flag } from '../strvals/flag.ts';
import { type Plan, planCommand, type Surroundings } from './plan.ts';
import { repairFlag } from './repair.ts';
import { type FileNames, shortened } from './shortened.ts';

/** What became of one command. */
export interface Converted {
  readonly file: string;
  readonly plan: Plan;
  readonly names: FileNames;
  /** The command without the flags that moved; undefined for manifests, which are edited by hand. */
  readonly command: string | undefined;
  readonly findings: readonly Finding[];
}

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly commands: readonly ToolCommand[];
}

export type Mode = 'as helm reads it' | 'as it was meant';

export interface ConvertOptions {
  readonly mode: Mode;
  readonly shell: Shell | undefined;
  /** Where the files will lie, as the command is to name it. */
  readonly folder?: string;
  readonly chartOf: (command: ToolCommand) => Promise<Chart | undefined>;
  readonly surroundings: (file: string) => Surroundings;
}

/** Turns the value flags of every command that has some into files; names are told apart by their release. */
export async function convert(
  sources: readonly Source[],
  options: ConvertOptions,
): Promise<readonly Converted[]> {
  const converted: Converted[] = [];
  const taken = new Set<string>();
  const withFlags = sources.flatMap((source) => source.commands.map((command) => ({ source, command })));
  for (const { source, command } of withFlags) {
    if (command.flags.length === 0 && command.switches.size === 0) continue;
    const chart = await options.chartOf(command);
    const findings = checkCommands([command], chart, undefined, source.file);
    if (command.flags.length === 0 && findings.length === 0) continue;
    const repairs = options.mode === 'as it was meant' ? findings.flatMap(({ hit }) => hit.repair ?? []) : [];
    const meant = (flag: FlagWord): Flag => meantFlag(flag, repairs);
    const plan = planCommand(command, meant, options.surroundings(source.file));
    const names = namesFor(command, taken);
    const shell = options.shell ?? shellOf(source.file, source.text);
    converted.push({
      file: source.file,
      plan,
      names,
      command: shortened(source.text, plan, within(names, options.folder), shell, meant),
      findings,
    });
  }
  return converted;
}

/** The repaired flag; a word that the shell changed stands as its author wrote it. */
function meantFlag(flag: FlagWord, repairs: readonly Repair[]): Flag {
  const own = repairs.filter((repair) => repair.flag.word.start === flag.word.start);
  const undamaged = flag.word.damage.some(({ kind }) => kind === 'backslash dropped') && repairs.length > 0;
  if (undamaged) return { kind: flag.kind, text: flag.word.meant };
  return own.length === 0 ? flag : repairFlag(own[0]?.flag ?? flag, own);
}

function within({ values, secrets }: FileNames, folder: string | undefined): FileNames {
  if (folder === undefined || folder === '.') return { values, secrets };
  return { values: `${folder}/${values}`, secrets: `${folder}/${secrets}` };
}

function namesFor(command: ToolCommand, taken: Set<string>): FileNames {
  const known =
    command.release !== undefined && /^[A-Za-z0-9][\w.-]*$/.test(command.release)
      ? command.release
      : 'release';
  let name = known;
  for (let count = 2; taken.has(name); count++) name = `${known}-${count}`;
  taken.add(name);
  return { values: `${name}-values.yaml`, secrets: `${name}-secret-values.yaml` };
}
