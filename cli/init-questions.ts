import type { Json } from '../synth/values/json.ts';
import { mergeDecisions, storeOf } from './init-flags.ts';

type Decisions = { readonly [key: string]: Json };

interface Question {
  /** The decision it is about; one that is made already is not asked again. */
  readonly key: string;
  readonly text: string;
  /** What an empty answer means; undefined asks again. */
  readonly standard: string | undefined;
  readonly accepts: RegExp;
  readonly decide: (answer: string) => Decisions;
}

const host = /^(bundled|[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?)$/;

const questions: readonly Question[] = [
  {
    key: 'url',
    text: 'Address of Sentry, such as https://sentry.example.com',
    standard: undefined,
    accepts: /^https?:\/\/[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:\d{1,5})?$/,
    decide: (url) => ({ url }),
  },
  {
    key: 'admin',
    text: 'Mail address of the first user',
    standard: undefined,
    accepts: /^[A-Za-z0-9._%+-]+@[A-Za-z0-9][-A-Za-z0-9.]*$/,
    decide: (email) => ({ admin: { email } }),
  },
  {
    key: 'size',
    text: 'Size: small, medium or large',
    standard: 'medium',
    accepts: /^(small|medium|large)$/,
    decide: (size) => ({ size }),
  },
  {
    key: 'postgres',
    text: "Host of your PostgreSQL, or bundled for the chart's own (trials only)",
    standard: undefined,
    accepts: host,
    decide: (answer) => ({ postgres: storeOf(answer) ?? {} }),
  },
  {
    key: 'redis',
    text: "Host of your Redis, or bundled for the chart's own (trials only)",
    standard: undefined,
    accepts: host,
    decide: (answer) => ({ redis: storeOf(answer) ?? {} }),
  },
  {
    key: 'clickhouse',
    text: 'Host of your ClickHouse, or operator to have it run by the Altinity operator',
    standard: 'operator',
    accepts: host,
    decide: (answer) => ({
      clickhouse: answer === 'operator' ? { kind: 'operator' } : { kind: 'external', host: answer },
    }),
  },
];

/** Asks for what is not decided yet; an answer that does not fit is asked for again. */
export async function ask(known: Decisions, question: (text: string) => Promise<string>): Promise<Decisions> {
  let decisions = known;
  for (const { key, text, standard, accepts, decide } of questions) {
    if (known[key] !== undefined) continue;
    let answer: string | undefined;
    while (answer === undefined) {
      const given = (await question(`${text}${standard === undefined ? '' : ` [${standard}]`}: `)).trim();
      const meant = given === '' ? standard : given;
      if (meant !== undefined && accepts.test(meant)) answer = meant;
    }
    decisions = mergeDecisions(decisions, decide(answer));
  }
  return decisions;
}
