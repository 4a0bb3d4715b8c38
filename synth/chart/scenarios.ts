import { readdir, readFile } from 'node:fs/promises';

/** The examples of a folder as files of a chart, in the order of their names. */
export async function scenarios(folder: URL): Promise<readonly (readonly [path: string, content: string])[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => {
      const scenario = name.slice(0, -'.yaml'.length);
      return [`ci/${scenario}-values.yaml`, await readFile(new URL(name, folder), 'utf8')] as const;
    }),
  );
}

export const helmIgnore = `# Not part of a packaged chart.
ci/
*.tgz
.git/
`;
