/**
 * Keys that a values.yaml shows in comments only, such as `# storageClass: fast`, with the map they belong to:
 * the nearest real or commented key above that is indented less.
 */
export function commentedKeys(text: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const open: { readonly indent: number; readonly key: string }[] = [];
  for (const line of text.split('\n')) {
    const match = /^(\s*)(#\s?)?(\s*)(?:- )?["']?([A-Za-z_][\w./-]*)["']?:(\s|$)/.exec(line);
    if (match === null) continue;
    const [, before = '', hash, after = '', key = ''] = match;
    const indent = before.length + after.length;
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    open.push({ indent, key });
    if (hash !== undefined) found.push(open.map((entry) => entry.key));
  }
  return found;
}
