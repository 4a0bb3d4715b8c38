/** Functions of a module that run in a process of their own, so that their CPU and memory are not the caller's. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

type Functions = Readonly<Record<string, (...args: never[]) => unknown>>;

export type Remote<F extends Functions> = {
  readonly [K in keyof F]: (...args: Parameters<F[K]>) => Promise<Awaited<ReturnType<F[K]>>>;
} & { readonly end: () => Promise<void> };

interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: never[];
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Starts `module`, which calls `serve`; each function of its can be called from here. */
export async function startRemote<F extends Functions>(module: URL): Promise<Remote<F>> {
  const child = fork(module, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.once('exit', (code) => {
    for (const settle of waiting.values()) settle({ id: 0, error: `${module.pathname} ended with ${code}` });
  });
  const call = async (name: string, args: readonly unknown[]) => {
    last += 1;
    const id = last;
    const answered = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    child.send({ id, name, args });
    const { error, result } = await answered;
    if (error !== undefined) throw new Error(error);
    return result;
  };
  const end = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  // Each property is a function of the module by construction of F.
  return new Proxy(
    {},
    {
      get: (_, name: string) => {
        if (name === 'then') return undefined; // it is no promise
        return name === 'end' ? end : (...args: unknown[]) => call(name, args);
      },
    },
  ) as Remote<F>;
}

/** Makes the functions callable by the process that started this one. */
export function serve(functions: Functions): void {
  process.on('message', async ({ id, name, args }: Call) => {
    try {
      process.send?.({ id, result: await functions[name]?.(...args) });
    } catch (error) {
      process.send?.({ id, error: String(error) });
    }
  });
}
