/** Puts the files that the sources read while they run, such as examples, beside the compiled sources. */
import { cp, stat } from 'node:fs/promises';

const folders = ['check', 'cli', 'reporter', 'secrets', 'synth', 'try'];

for (const folder of folders) {
  const there = await stat(folder).catch(() => undefined);
  if (there === undefined) continue;
  await cp(folder, `dist/${folder}`, {
    recursive: true,
    filter: async (path) => (await stat(path)).isDirectory() || !/\.(?:ts|snap|md)$/.test(path),
  });
}
