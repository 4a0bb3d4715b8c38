import { readFile, stat } from 'node:fs/promises';

/**
 * A small text file that something else replaces now and then, such as a projected token.
 * It is read again only when its identity, time or size changed; surrounding blanks are cut.
 */
export function rereadableFile(path: string): () => Promise<string> {
  let seen: { readonly mark: string; readonly text: string } | undefined;
  return async () => {
    const { ino, mtimeNs, size } = await stat(path, { bigint: true });
    const mark = `${ino}/${mtimeNs}/${size}`;
    if (seen?.mark === mark) return seen.text;
    const text = (await readFile(path, 'utf8')).trim();
    seen = { mark, text };
    return text;
  };
}
