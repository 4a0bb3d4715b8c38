import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTool } from './go-tools.ts';
import { runOrThrow } from './run.ts';

export type Health =
  | { readonly state: 'judged'; readonly status: string; readonly message: string }
  | { readonly state: 'missing'; readonly reason: string };

/** What a health rule of Argo CD says of an object, by the Lua that Argo CD is built with. */
export async function health(rule: string, object: object): Promise<Health> {
  const tool = await goTool('lua');
  if (tool.state === 'missing') return tool;
  const folder = await mkdtemp(join(tmpdir(), 'lua-'));
  try {
    const script = join(folder, 'health.lua');
    const text = `local obj = ${literal(object)}\nlocal function rule()\n${rule}\nend\nlocal hs = rule()\nprint(hs.status)\nprint(hs.message)\n`;
    await writeFile(script, text);
    const { stdout } = await runOrThrow(tool.path, [script]);
    const [status = '', ...message] = stdout.trimEnd().split('\n');
    return { state: 'judged', status, message: message.join('\n') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(literal).join(', ')}}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `[${JSON.stringify(key)}] = ${literal(item)}`);
  return `{${entries.join(', ')}}`;
}
