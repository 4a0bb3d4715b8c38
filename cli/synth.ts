import { resolve } from 'node:path';
import { Command } from 'commander';
import { synthesize } from '../synth/main.ts';
import { readFiles, writePlan } from '../synth/output/directory.ts';
import { isUpToDate, type Plan, planOutput } from '../synth/output/plan.ts';

const generated = ['charts'];

export function synthCommand(): Command {
  return new Command('synth')
    .description('write the charts, or check that what is committed is what would be written')
    .option('--check', 'write nothing; exit 1 when a generated file is stale', false)
    .option('--out <directory>', 'folder that receives charts/', '.')
    .addHelpText(
      'after',
      '\nExit codes: 0 written or up to date, 1 stale (with --check) or a failed synth, 2 wrong usage',
    )
    .action(async (options: { readonly check: boolean; readonly out: string }) => {
      process.exitCode = await synth(options.out, options.check ? 'check' : 'write', process.stdout);
    });
}

type Output = { write(text: string): unknown };

async function synth(out: string, mode: 'check' | 'write', output: Output): Promise<number> {
  const root = resolve(out);
  const wanted = await synthesize();
  const plan = planOutput(wanted, await readFiles(root, generated));
  if (mode === 'check') {
    output.write(checkReport(plan));
    return isUpToDate(plan) ? 0 : 1;
  }
  await writePlan(root, wanted, plan);
  output.write(writeReport(plan, wanted.size));
  return 0;
}

function checkReport(plan: Plan): string {
  if (isUpToDate(plan)) return `Up to date: ${plan.unchanged.length} generated files.\n`;
  return `${lines(plan, { added: 'missing', changed: 'stale', removed: 'not generated any more' })}
Generated files differ from what the sources give. Edit the sources, not these files, then run \`npm run synth\`.\n`;
}

function writeReport(plan: Plan, total: number): string {
  const changes = lines(plan, { added: 'added', changed: 'changed', removed: 'removed' });
  const summary = isUpToDate(plan)
    ? `${total} files, all up to date.\n`
    : `${changes}\n${total} files: ${plan.added.length} added, ${plan.changed.length} changed, ${plan.removed.length} removed.\n`;
  return `${summary}
charts/sentry-kubernetes   turns Kubernetes warnings into Sentry issues

Next, with the DSN of a Sentry project:
  kubectl create namespace sentry-kubernetes
  kubectl -n sentry-kubernetes create secret generic sentry-dsn --from-literal=sentry.dsn=https://KEY@HOST/PROJECT
  helm install reporter charts/sentry-kubernetes -n sentry-kubernetes -f charts/sentry-kubernetes/ci/cluster-wide-values.yaml
`;
}

type Words = Readonly<Record<'added' | 'changed' | 'removed', string>>;

function lines(plan: Plan, words: Words): string {
  const rows = (['added', 'changed', 'removed'] as const).flatMap((kind) =>
    plan[kind].map((path) => `  ${words[kind].padEnd(8)} ${path}`),
  );
  return rows.length > 0 ? `${rows.join('\n')}\n` : '';
}
