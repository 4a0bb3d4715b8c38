import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTool } from './go-tools.ts';
import { type RunResult, run } from './run.ts';

export type Verdict =
  | ({ readonly state: 'ran' } & RunResult)
  | { readonly state: 'missing'; readonly reason: string };

/** What `promtool check rules` says of rule groups, everything it can lint included. */
export function checkRules(groups: unknown): Promise<Verdict> {
  return promtool({ 'rules.yaml': { groups } }, [
    'check',
    'rules',
    '--lint=all',
    '--lint-fatal',
    'rules.yaml',
  ]);
}

/** What `promtool test rules` says of rule groups under unit tests in its own form. */
export function testRules(groups: unknown, tests: readonly unknown[]): Promise<Verdict> {
  const suite = { rule_files: ['rules.yaml'], evaluation_interval: '1m', tests };
  return promtool({ 'rules.yaml': { groups }, 'tests.yaml': suite }, ['test', 'rules', 'tests.yaml']);
}

async function promtool(files: Readonly<Record<string, unknown>>, args: readonly string[]): Promise<Verdict> {
  const tool = await goTool('promtool');
  if (tool.state === 'missing') return tool;
  const folder = await mkdtemp(join(tmpdir(), 'promtool-'));
  try {
    // JSON is YAML.
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), JSON.stringify(content));
    return { state: 'ran', ...(await run(tool.path, args, { cwd: folder })) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
