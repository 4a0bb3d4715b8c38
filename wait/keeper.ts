import { connect } from 'node:net';
import { fine, missing, type Verdict } from './verdict.ts';

/** The answer of a Keeper to `mntr`, by key; undefined when it does not answer. */
export type Monitor = ReadonlyMap<string, string> | undefined;

/** Asks a Keeper about itself by its four-letter word, which works without a session. */
export function monitor(host: string, port: number, timeoutMs: number): Promise<Monitor> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host, port, timeout: timeoutMs }, () => socket.end('mntr'));
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
      text += data;
    });
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => resolve(parse(text)));
  });
}

function parse(text: string): Monitor {
  const pairs = text
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([key, value]) => (key && value !== undefined ? [[key, value] as const] : []));
  return pairs.length === 0 ? undefined : new Map(pairs);
}

/** One leader, followed by all others: what a quorum is when nothing is wrong. */
export function judgeQuorum(answers: ReadonlyMap<string, Monitor>): Verdict {
  const silent = [...answers].filter(([, answer]) => answer === undefined).map(([host]) => host);
  if (silent.length > 0) return missing(`Keeper: no answer from ${silent.join(', ')}`);
  const states = [...answers.values()].map((answer) => answer?.get('zk_server_state'));
  if (answers.size === 1) {
    return states[0] === 'standalone' || states[0] === 'leader' ? fine : missing(`Keeper: ${states[0]}`);
  }
  const leaders = [...answers.values()].filter((answer) => answer?.get('zk_server_state') === 'leader');
  if (leaders.length !== 1) return missing(`Keeper: ${leaders.length} leaders of ${answers.size}`);
  const followers = Number(leaders[0]?.get('zk_synced_followers') ?? 0);
  if (followers >= answers.size - 1) return fine;
  return missing(`Keeper: ${followers} of ${answers.size - 1} followers are in step with the leader`);
}
