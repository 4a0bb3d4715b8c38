import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runOrThrow } from '../tools/run.ts';

/** The image that the charts ask for, so that a test runs what a user runs, without a registry. */
export const NODE_IMAGE = 'docker.io/library/node:24.21.0-alpine';
export const BUSYBOX_IMAGE = 'docker.io/library/busybox:1.36';
export const SANDBOX_IMAGE = 'registry.k8s.io/pause:3.10';

const nodeProgram = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

interface Image {
  readonly tags: readonly string[];
  readonly command: readonly string[];
  readonly fill: (root: string) => Promise<void>;
}

const images: readonly Image[] = [
  { tags: [SANDBOX_IMAGE, BUSYBOX_IMAGE], command: ['/bin/sleep', '2147483647'], fill: addBusybox },
  { tags: [NODE_IMAGE], command: ['node'], fill: addNode },
];

/** Makes the images from programs of this machine and gives them to containerd. */
export async function importImages(socket: string): Promise<void> {
  for (const image of images) {
    const folder = await mkdtemp(join(tmpdir(), 'image-'));
    try {
      const archive = await pack(image, folder);
      await runOrThrow('ctr', ['--address', socket, '--namespace', 'k8s.io', 'images', 'import', archive]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** An archive as `docker save` writes it: one layer, its configuration, and a manifest. */
async function pack({ tags, command, fill }: Image, folder: string): Promise<string> {
  const root = join(folder, 'root');
  for (const path of ['bin', 'etc', 'tmp', 'usr/local/bin'])
    await mkdir(join(root, path), { recursive: true });
  await chmod(join(root, 'tmp'), 0o1777);
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nnode:x:1000:1000::/tmp:/bin/sh\n');
  await writeFile(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  await fill(root);
  const content = join(folder, 'content');
  await mkdir(content);
  const layer = join(content, 'layer.tar');
  await runOrThrow('tar', [
    '-C',
    root,
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '-cf',
    layer,
    '.',
  ]);
  const digest = createHash('sha256')
    .update(await readFile(layer))
    .digest('hex');
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Env: ['PATH=/usr/local/bin:/usr/bin:/bin'], Cmd: command },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  const manifest = [{ Config: 'config.json', RepoTags: tags, Layers: ['layer.tar'] }];
  await writeFile(join(content, 'config.json'), JSON.stringify(config));
  await writeFile(join(content, 'manifest.json'), JSON.stringify(manifest));
  const archive = join(folder, 'image.tar');
  await runOrThrow('tar', ['-C', content, '-cf', archive, 'manifest.json', 'config.json', 'layer.tar']);
  return archive;
}

async function addBusybox(root: string): Promise<void> {
  await copyFile('/bin/busybox', join(root, 'bin/busybox'));
  const { stdout } = await runOrThrow('/bin/busybox', ['--list']);
  for (const name of stdout.split('\n').filter((line) => line !== '' && line !== 'busybox'))
    await symlink('busybox', join(root, 'bin', name));
}

async function addNode(root: string): Promise<void> {
  await addBusybox(root);
  await copyFile(nodeProgram, join(root, 'usr/local/bin/node'));
  await chmod(join(root, 'usr/local/bin/node'), 0o755);
  for (const library of await sharedLibraries(nodeProgram)) {
    await mkdir(join(root, dirname(library)), { recursive: true });
    await copyFile(library, join(root, dirname(library), basename(library)));
  }
}

async function sharedLibraries(program: string): Promise<readonly string[]> {
  const { stdout } = await run('ldd', [program]);
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
}
