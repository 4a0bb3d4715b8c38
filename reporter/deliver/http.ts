import type { Ingest } from './dsn.ts';
import type { EncodedEnvelope } from './envelope.ts';
import { type HttpOptions, type Project, projectOf } from './project.ts';

/** What Sentry answered. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly limits: string | undefined;
}

/** Sends one envelope; rejects when no whole answer came in time. */
export type Send = (ingest: Ingest, envelope: EncodedEnvelope, signal: AbortSignal) => Promise<Answer>;

export function createHttpSend(options: HttpOptions): Send & { close(): void } {
  const projects = new Map<string, Project>();
  const send: Send = (ingest, envelope, signal) => {
    const known = projects.get(ingest.label);
    const project = known ?? projectOf(ingest, options);
    if (known === undefined) projects.set(ingest.label, project);
    return exchange(project, envelope, options.timeout, signal);
  };
  return Object.assign(send, {
    close: () => {
      for (const project of projects.values()) project.close();
    },
  });
}

const once = { once: true };

function exchange(
  project: Project,
  envelope: EncodedEnvelope,
  timeout: number,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Error('stopped'));
      return;
    }
    const call = project.post(envelope);
    const timer = setTimeout(() => call.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
    const stop = () => call.destroy(new Error('stopped'));
    const finished = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    const failed = (error: Error) => {
      finished();
      reject(error);
    };
    signal.addEventListener('abort', stop, once);
    // Not once: what breaks after the end must find a listener too.
    call.on('error', failed);
    call.on('response', (response) => {
      response.on('error', failed);
      response.on('end', () => {
        finished();
        const { 'retry-after': retryAfter, 'x-sentry-rate-limits': limits } = response.headers;
        resolve({
          status: response.statusCode ?? 0,
          retryAfter,
          limits: Array.isArray(limits) ? limits.join(',') : limits,
        });
      });
      response.resume();
    });
    call.end(envelope.body);
  });
}
