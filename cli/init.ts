import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { parse } from 'yaml';
import { layOver } from '../check/consistency/value-tree.ts';
import { loadPlatform } from '../synth/platform/load.ts';
import { PlatformError } from '../synth/platform/problem.ts';
import { platformSchema } from '../synth/platform/schema.ts';
import { type Decisions, platformText } from '../synth/platform/write-platform.ts';
import { chartLibrary } from '../synth/releases/chart-library.ts';
import { readCommunityValues } from '../synth/releases/community/reading/read-community-values.ts';
import { decisionsOfFlags, type InitFlags, initOptions, mergeDecisions } from './init-flags.ts';
import { ask } from './init-questions.ts';
import { carriedReport } from './init-report.ts';

export function initCommand(): Command {
  const command = new Command('init')
    .description(
      'write a commented platform file: from answers, from options, or from values of the community chart',
    )
    .option('--file <file>', 'file to write', 'platform.yaml')
    .option(
      '--from-values <file...>',
      'values files of the community chart sentry/sentry, later ones over earlier ones',
    )
    .option('--force', 'replace the file if it is there', false);
  for (const [option, description] of initOptions) command.option(option, description);
  return command
    .addHelpText('after', '\nExit codes: 0 written, 1 not written, 2 wrong usage or not enough to go on')
    .action(async (flags: InitFlags) => {
      process.exitCode = await init(flags);
    });
}

async function init(flags: InitFlags): Promise<number> {
  const carried = flags.fromValues === undefined ? undefined : await carryOver(flags.fromValues);
  if (typeof carried === 'string') return fail(carried);
  const known = mergeDecisions(carried?.decisions ?? {}, decisionsOfFlags(flags));
  const answered = process.stdin.isTTY ? await askPerson(known) : known;
  const { decisions, refused, problems } = usable(flags.file, answered);
  if (problems.length > 0) {
    return fail(
      `Not enough to go on:\n${problems.map((problem) => `  ${problem}`).join('\n')}\nSee \`sentry-k8s init --help\` for the options that say it.`,
    );
  }
  try {
    await writeFile(flags.file, platformText(decisions), { flag: flags.force ? 'w' : 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return fail(`${flags.file} is there already; --force replaces it, --file NAME writes another.`, 1);
    }
    throw error;
  }
  await writeFile(join(dirname(flags.file), 'platform.schema.json'), platformSchema());
  process.stdout.write(
    carried === undefined ? '' : carriedReport({ ...carried, left: [...carried.left, ...refused] }),
  );
  process.stdout.write(`${flags.file} is written. Next: sentry-k8s synth --platform ${flags.file}\n`);
  return 0;
}

function fail(message: string, code = 2): number {
  process.stderr.write(`${message}\n`);
  return code;
}

async function carryOver(files: readonly string[]) {
  const trees: { readonly [key: string]: unknown }[] = [];
  for (const file of files) {
    try {
      const tree: unknown = parse(await readFile(file, 'utf8'));
      if (typeof tree !== 'object' || tree === null || Array.isArray(tree))
        return `${file} holds no map of values.`;
      trees.push(tree as { readonly [key: string]: unknown }); // a map, as just seen
    } catch (error) {
      return `${file} cannot be read as values: ${error instanceof Error ? error.message : error}`;
    }
  }
  return readCommunityValues(layOver(trees), chartLibrary());
}

async function askPerson(known: Decisions): Promise<Decisions> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await ask(known, (question) => terminal.question(question));
  } finally {
    terminal.close();
  }
}

interface Usable {
  readonly decisions: Decisions;
  /** What a values file said and a platform file does not take. */
  readonly refused: readonly { readonly key: string; readonly message: string }[];
  readonly problems: readonly string[];
}

/** The decisions that a platform file takes; what it refuses is left out, and told. */
function usable(file: string, decisions: Decisions): Usable {
  try {
    loadPlatform(file, Buffer.from(platformText(decisions)));
    return { decisions, refused: [], problems: [] };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const missing = error.problems.filter(({ message }) => message.startsWith('is missing'));
    const wrong = error.problems.filter(
      ({ path, message }) => !message.startsWith('is missing') && path !== '',
    );
    if (wrong.length === 0)
      return { decisions, refused: [], problems: missing.map(({ path, message }) => `${path} ${message}`) };
    const rest = wrong.reduce(
      (left, { path }) => without(left, path.replace(/\[.*$/, '').split('.')),
      decisions,
    );
    const next = usable(file, rest);
    return {
      ...next,
      refused: [...wrong.map(({ path, message }) => ({ key: path, message })), ...next.refused],
    };
  }
}

function without(decisions: Decisions, [key = '', ...below]: readonly string[]): Decisions {
  const inner = decisions[key];
  const kept = Object.entries(decisions).filter(([name]) => name !== key);
  if (below.length === 0 || typeof inner !== 'object' || Array.isArray(inner))
    return Object.fromEntries(kept);
  return { ...decisions, [key]: without(inner as Decisions, below) }; // Json that is an object and no list
}
