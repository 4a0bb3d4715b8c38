import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SourceError } from '../source/source-error.ts';
import { readTar } from './tar.ts';

/** The files of a chart by path inside it. */
export type ChartFiles = ReadonlyMap<string, string>;

const largestArchive = 20 * 1024 * 1024;
const largestUnpacked = 100 * 1024 * 1024;
const largestFile = 4 * 1024 * 1024;
const mostFiles = 20_000;
/** Packages inside packages; Helm's own nesting ends long before. */
const deepest = 5;

/** Reads a chart's folder or package; subcharts come with it, packed or not. */
export async function readChart(path: string): Promise<ChartFiles> {
  const info = await lstat(path).catch((cause: unknown) => {
    throw new SourceError('UNREADABLE', path, 'no such chart; give its folder, its .tgz, or a known name', {
      cause,
    });
  });
  if (!info.isDirectory()) return readPackage(path);
  const files = new Map<string, string>();
  await readFolder(path, '', files);
  return files;
}

async function readPackage(path: string): Promise<ChartFiles> {
  const packed = await readFile(path);
  if (packed.length > largestArchive)
    throw new SourceError('TOO_LARGE', path, 'a chart package of more than 20 MiB');
  return unpack(packed, path);
}

function unpack(packed: Buffer, path: string, depth = 0): Map<string, string> {
  if (depth > deepest)
    throw new SourceError('TOO_DEEP', path, `has packages more than ${deepest} levels deep`);
  const files = new Map<string, string>();
  for (const [name, content] of readTar(gunzip(packed, path))) {
    const inside = name.replace(/^[^/]*\//, '');
    if (content.length <= largestFile) addFile(files, inside, content, depth);
    if (files.size > mostFiles) throw new SourceError('TOO_LARGE', path, `more than ${mostFiles} files`);
  }
  return files;
}

function gunzip(packed: Buffer, path: string): Buffer {
  try {
    return gunzipSync(packed, { maxOutputLength: largestUnpacked });
  } catch (cause) {
    throw new SourceError('BINARY', path, 'no chart package: it must be a gzipped tar of at most 100 MiB', {
      cause,
    });
  }
}

async function readFolder(root: string, under: string, files: Map<string, string>): Promise<void> {
  for (const entry of await readdir(join(root, under), { withFileTypes: true })) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (files.size > mostFiles) throw new SourceError('TOO_LARGE', root, `more than ${mostFiles} files`);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git')
      await readFolder(root, path, files);
    else if (entry.isFile() && isWanted(path)) {
      const content = await readFile(join(root, path));
      if (content.length <= largestFile) addFile(files, path, content);
    }
  }
}

/** A subchart's package is unpacked in its place, as Helm does. */
function addFile(files: Map<string, string>, path: string, content: Buffer, depth = 0): void {
  if (/^(.*\/)?charts\/[^/]+\.tgz$/.test(path)) {
    const folder = path.replace(/\.tgz$/, '');
    for (const [inner, text] of unpack(content, path, depth + 1)) files.set(`${folder}/${inner}`, text);
  } else if (isWanted(path)) files.set(path, content.toString('utf8'));
}

function isWanted(path: string): boolean {
  const name = basename(path);
  return (
    /^(Chart\.yaml|values\.yaml|values\.schema\.json|requirements\.yaml)$/.test(name) ||
    /(^|\/)templates\//.test(path) ||
    /^charts\/[^/]+\.tgz$/.test(path)
  );
}
