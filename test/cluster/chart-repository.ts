import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrThrow } from '../tools/run.ts';

/** Files of a chart by path. */
export type ChartFiles = Readonly<Record<string, string>>;

export interface ChartRepository {
  readonly url: string;
  close(): Promise<void>;
}

/** A chart repository on this machine, with stand-ins for charts that only others can publish. */
export async function serveCharts(helm: string, charts: readonly ChartFiles[]): Promise<ChartRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'charts-'));
  const packed = join(folder, 'packed');
  await mkdir(packed);
  for (const [index, files] of charts.entries()) {
    const source = join(folder, `chart-${index}`);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(source, path, '..'), { recursive: true });
      await writeFile(join(source, path), text);
    }
    await runOrThrow(helm, ['package', source, '--destination', packed]);
  }
  const server = createServer((request, response) => {
    readFile(join(packed, new URL(request.url ?? '/', 'http://x').pathname)).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address of this form
  const url = `http://127.0.0.1:${port}`;
  await runOrThrow(helm, ['repo', 'index', packed, '--url', url]);
  if ((await readdir(packed)).length !== charts.length + 1) throw new Error('two charts have one name');
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
