import { open } from 'node:fs/promises';
import { limits } from './limits.ts';
import { SourceError } from './source-error.ts';

/** A file's text, never more than the limit in memory; throws a SourceError for what is too large or no text. */
export async function readText(path: string, largest: number = limits.bytes): Promise<string> {
  const handle = await open(path).catch((cause: unknown) => {
    throw new SourceError('UNREADABLE', path, 'cannot be read', { cause });
  });
  try {
    const info = await handle.stat();
    if (info.isDirectory()) throw new SourceError('UNREADABLE', path, 'is a folder; name its files');
    if (info.size > largest) throw tooLarge(path, largest);
    const buffer = Buffer.alloc(Math.min(largest, Math.max(info.size, info.isFile() ? 0 : largest)) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (length > largest) throw tooLarge(path, largest);
      if (bytesRead === 0 || length === buffer.length) break;
    }
    return decode(buffer.subarray(0, length), path);
  } finally {
    await handle.close();
  }
}

export function decode(bytes: Uint8Array, path: string): string {
  if (bytes.includes(0))
    throw new SourceError('BINARY', path, 'is binary, or text in UTF-16; a values file is text in UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (cause) {
    throw new SourceError('BINARY', path, 'is no text in UTF-8', { cause });
  }
}

export function tooLarge(path: string, largest: number): SourceError {
  return new SourceError(
    'TOO_LARGE',
    path,
    `is larger than ${Math.floor(largest / 1024 / 1024)} MiB, the most that is looked at`,
  );
}
