/** The regular files of a tar archive, by path, in the forms that Go's writer makes: ustar and PAX. */
export function readTar(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let longName: string | undefined;
  for (let at = 0; at + 512 <= archive.length; ) {
    const header = archive.subarray(at, at + 512);
    if (header.every((byte) => byte === 0)) break;
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    if (!Number.isSafeInteger(size) || size < 0 || at + 512 + size > archive.length) break;
    const content = archive.subarray(at + 512, at + 512 + size);
    const type = text(header, 156, 1) || '0';
    if (type === 'x') longName = paxPath(content);
    else if (type === 'L') longName = content.toString().replace(/\0.*$/s, '');
    else {
      const prefix = text(header, 345, 155);
      const name = longName ?? (prefix === '' ? text(header, 0, 100) : `${prefix}/${text(header, 0, 100)}`);
      if (type === '0') files.set(name, content);
      longName = undefined;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function paxPath(records: Buffer): string | undefined {
  return /^\d+ path=(.*)$/m.exec(records.toString())?.[1];
}

function text(header: Buffer, start: number, length: number): string {
  return header.toString('utf8', start, start + length).replace(/\0.*$/s, '');
}
