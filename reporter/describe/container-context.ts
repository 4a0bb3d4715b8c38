import { field, textField } from '../kubernetes/untrusted.ts';
import { type Rows, shownName, shownText } from './readable.ts';
import type { Redact } from './redact.ts';

/** What became of a container, from its entry in `status.containerStatuses`. */
export function containerRows(status: unknown, redact: Redact): Rows {
  const last = field(status, 'lastState');
  return {
    name: shownName(field(status, 'name')),
    state: stateText(field(status, 'state')),
    ...stateRows(field(status, 'state'), '', redact),
    restarts: numberOf(field(status, 'restartCount')),
    'last state': stateText(last),
    ...stateRows(last, 'last ', redact),
    image: shownName(field(status, 'image')),
    'image id': shownName(field(status, 'imageID')),
  };
}

function stateText(state: unknown): string | undefined {
  for (const phase of ['waiting', 'terminated', 'running']) {
    const found = field(state, phase);
    if (found === undefined || found === null) continue;
    const reason = textField(found, 'reason');
    return shownName(reason === undefined ? phase : `${phase}: ${reason}`);
  }
  return undefined;
}

function stateRows(state: unknown, prefix: string, redact: Redact): Rows {
  const ended = field(state, 'terminated');
  const found = ended ?? field(state, 'waiting') ?? field(state, 'running');
  const code = numberOf(field(ended, 'exitCode'));
  return {
    [`${prefix}exit code`]: code === undefined ? undefined : exitText(code),
    [`${prefix}signal`]: numberOf(field(ended, 'signal')) || undefined,
    [`${prefix}message`]: shownText(field(found, 'message'), redact),
    [`${prefix}started`]: shownName(field(found, 'startedAt')),
    [`${prefix}finished`]: shownName(field(found, 'finishedAt')),
  };
}

/** An exit code with what it usually means. */
function exitText(code: number): string {
  const meaning = meanings.get(code);
  return meaning === undefined ? String(code) : `${code} (${meaning})`;
}

const meanings: ReadonlyMap<number, string> = new Map([
  [126, 'the command cannot be executed'],
  [127, 'the command was not found'],
  [128, 'the container could not be started'],
  [130, 'SIGINT'],
  [132, 'SIGILL: an instruction this processor does not have'],
  [134, 'SIGABRT: the program aborted'],
  [135, 'SIGBUS'],
  [136, 'SIGFPE'],
  [137, 'SIGKILL: out of memory, or not ended in time'],
  [139, 'SIGSEGV: memory was accessed wrongly'],
  [143, 'SIGTERM: asked to end'],
]);

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
