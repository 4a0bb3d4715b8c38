import { spawn } from 'node:child_process';

/** Runs a program to its end and gives what it printed. */
export type Run = (program: 'git' | 'helm' | 'npm', args: readonly string[]) => Promise<string>;

export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
}

/** `helm` is the program to run for helm; the others are found on the path. */
export function createRun(helm: string, cwd: string): Run {
  return (program, args) =>
    new Promise((resolve, reject) => {
      const path = program === 'helm' ? helm : program;
      const child = spawn(path, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.once('error', (cause) =>
        reject(new ReleaseError(`cannot run ${path}; is it installed?`, { cause })),
      );
      child.once('close', (code) => {
        if (code === 0) resolve(Buffer.concat(out).toString());
        else reject(new ReleaseError(`${path} ${args.join(' ')} failed:\n${Buffer.concat(err)}`));
      });
    });
}
