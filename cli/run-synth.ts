import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkConsistency } from '../check/consistency/check-consistency.ts';
import { synthesize } from '../synth/main.ts';
import { readFiles, writePlan } from '../synth/output/directory.ts';
import { isOwn, ownCharts, ownPaths } from '../synth/output/own-paths.ts';
import { isUpToDate, planOutput } from '../synth/output/plan.ts';
import { loadPlatform, type Platforms } from '../synth/platform/load.ts';
import { PlatformError } from '../synth/platform/problem.ts';
import { checkReport, contradictionReport, writeReport } from './synth-report.ts';

const usualFile = 'platform.yaml';

export interface SynthOptions {
  readonly check: boolean;
  readonly out: string;
  readonly platform?: string;
}

type Output = { write(text: string): unknown };

/** Writes or checks what is generated, and says so; the result is the exit code. */
export async function synth(options: SynthOptions, output: Output, errors: Output): Promise<number> {
  const root = resolve(options.out);
  const platforms = await platformsOf(options.platform).catch((error: unknown) => {
    if (!(error instanceof PlatformError)) throw error;
    errors.write(`${error.message}\n`);
    return 'unusable' as const;
  });
  if (platforms === 'unusable') return 2;
  const wanted = await synthesize(platforms);
  const contradictions = platforms === undefined ? [] : checkConsistency(wanted);
  if (contradictions.length > 0) {
    errors.write(contradictionReport(contradictions));
    return 1;
  }
  const own = platforms === undefined ? ownCharts : ownPaths;
  const present = [...(await readFiles(root, own))].filter(([path]) => isOwn(path));
  const plan = planOutput(wanted, new Map(present));
  if (options.check) {
    output.write(checkReport(plan));
    return isUpToDate(plan) ? 0 : 1;
  }
  await writePlan(root, wanted, plan);
  output.write(writeReport(plan, wanted.size, platforms));
  return 0;
}

/** The platform of the named file, or of the usual one; undefined where that one is not there. */
async function platformsOf(file: string | undefined): Promise<Platforms | undefined> {
  const path = file ?? usualFile;
  try {
    return loadPlatform(path, await readFile(path));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error instanceof PlatformError) throw error;
    if (file === undefined && error.code === 'ENOENT') return undefined;
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new PlatformError('NOT_TEXT', path, [
      {
        at: { line: 1, column: 1 },
        path: '',
        message: `cannot be read: ${reason}; \`sentry-k8s init\` writes a platform file`,
      },
    ]);
  }
}
