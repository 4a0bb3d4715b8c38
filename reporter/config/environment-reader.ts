import { isDsn } from '../sentry/dsn-text.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import type { LogLevel } from './log-level.ts';
import { nearestName } from './nearest-name.ts';
import { globalTagPrefix, type Variable, variables } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const acceptedTagKey = `${globalTagPrefix} and up to 200 of A-Z a-z 0-9 _ . : -`;
/** Sentry drops tags of these keys, or makes a field of them. */
const reservedTags: ReadonlySet<string> = new Set([
  'release',
  'dist',
  'user',
  'filename',
  'function',
  'environment',
]);

/** Reads variables of one environment and collects what is wrong, so that it can be told at once. */
export class EnvironmentReader {
  readonly #env: Environment;
  readonly #problems: ConfigProblem[] = [];
  readonly #warnings = new Set<string>();

  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  constructor(env: Environment) {
    this.#env = withoutServiceLinks(env);
    this.#warnOfUnknown();
  }

  finish(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }

  refuse(variable: Variable, found: string): void {
    this.#problems.push({ variable: variable.name, found, accepted: variable.accepted });
  }

  /** The value, the misprinted name's value, or the default; an empty value counts as absent. */
  text(variable: Variable): string {
    const given = this.#env[variable.name]?.trim();
    const misprinted = variable.misprinted === undefined ? undefined : this.#env[variable.misprinted]?.trim();
    if (misprinted) {
      const outcome = given ? 'is ignored beside it' : 'is read as it';
      this.#warnings.add(
        `${variable.misprinted} is a misprint of ${variable.name} and ${outcome}; rename it`,
      );
    }
    return given || misprinted || this.#former(variable) || variable.default;
  }

  /** What the variable was called in the first, Python version of the original agent. */
  #former({ name, former = [] }: Variable): string | undefined {
    for (const old of former) {
      const value = this.#env[old]?.trim();
      if (!value) continue;
      this.#warnings.add(`${old} is the former name of ${name} and is read as it; rename it`);
      return value;
    }
    return undefined;
  }

  dsn(): string {
    const value = this.text(variables.dsn);
    if (value === '') this.refuse(variables.dsn, 'not set');
    else if (!isDsn(value)) this.refuse(variables.dsn, `no DSN (${value.length} characters)`);
    return value;
  }

  matching(variable: Variable, pattern: RegExp): string | undefined {
    const value = this.text(variable);
    if (value === '') return undefined;
    if (pattern.test(value)) return value;
    if (this.#isGiven(variable)) {
      this.refuse(variable, `text of ${value.length} characters that does not fit`);
      return value;
    }
    // A former name such as ENVIRONMENT may mean something else to someone else.
    this.warn(`the former name of ${variable.name} has a value that does not fit, and is ignored`);
    return undefined;
  }

  #isGiven({ name, misprinted = name }: Variable): boolean {
    return Boolean(this.#env[name]?.trim() || this.#env[misprinted]?.trim());
  }

  choice<const T extends string>(variable: Variable, choices: readonly [T, ...T[]]): T {
    const value = this.text(variable).toLowerCase();
    const found = choices.find((choice) => choice === value);
    if (found === undefined) this.refuse(variable, quoted(value));
    return found ?? choices[0];
  }

  flag(variable: Variable): boolean {
    const value = this.text(variable).toLowerCase();
    if (['yes', 'true', '1'].includes(value)) return true;
    if (!['no', 'false', '0'].includes(value)) this.refuse(variable, quoted(value));
    return false;
  }

  integer(variable: Variable, least: number, most: number): number {
    const value = this.text(variable);
    const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) this.refuse(variable, quoted(value));
    return number;
  }

  /** The entries of a list with commas; here an empty value does count: it switches the default off. */
  list(variable: Variable): readonly string[] {
    return items(this.#env[variable.name] ?? this.text(variable));
  }

  /** The lines of a text that are not blank. */
  lines(variable: Variable): readonly string[] {
    return this.text(variable)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  warn(sentence: string): void {
    this.#warnings.add(sentence);
  }

  logLevel(): LogLevel {
    const value = this.text(variables.logLevel).toLowerCase();
    if (value === 'fatal' || value === 'panic') {
      this.#warnings.add(`${variables.logLevel.name}=${value} is read as error`);
      return 'error';
    }
    return this.choice(variables.logLevel, ['info', 'trace', 'debug', 'warn', 'error', 'disabled']);
  }

  namespaces(): readonly string[] {
    const variable = variables.watchNamespaces;
    const raw = this.#env[variable.name];
    const given = raw !== undefined && raw !== '' ? raw.trim() : this.text(variable);
    const names = [...new Set(items(given))];
    if (names.length === 0) this.refuse(variable, 'blank');
    const wrong = names.filter(
      (name) => name !== '__all__' && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name),
    );
    if (wrong.length > 0)
      this.refuse(variable, `a list with ${wrong.map(quoted).join(', ')}, which no namespace can be called`);
    if (names.includes('__all__') && names.length > 1) {
      this.#warnings.add(`${variable.name} names __all__ among others; the whole cluster is watched`);
    }
    return names;
  }

  globalTags(): Readonly<Record<string, string>> {
    const tags: Record<string, string> = {};
    for (const [name, value] of Object.entries(this.#env)) {
      if (!name.startsWith(globalTagPrefix) || !value) continue;
      const key = name.slice(globalTagPrefix.length);
      if (!/^[A-Za-z0-9_.:-]{1,200}$/.test(key)) {
        this.#problems.push({ variable: name, found: 'a tag Sentry refuses', accepted: acceptedTagKey });
      } else if (reservedTags.has(key)) {
        this.#warnings.add(`${name} has no effect: Sentry keeps the tag ${key} for itself`);
      } else {
        tags[key] = value;
      }
    }
    return tags;
  }

  #warnOfUnknown(): void {
    const known = new Set<string>(
      Object.values<Variable>(variables).flatMap(({ name, misprinted }) => [name, misprinted ?? name]),
    );
    for (const name of Object.keys(this.#env)) {
      if (!/^SENTRY_?K8S/.test(name) || name.startsWith(globalTagPrefix) || known.has(name)) continue;
      this.#warnings.add(
        `${name} is not a variable of this reporter and has no effect${hintFor(name, known)}`,
      );
    }
  }
}

function items(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function quoted(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

function hintFor(name: string, known: ReadonlySet<string>): string {
  const nearest = nearestName(name, [...known]);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/**
 * Kubernetes gives each container the addresses of the namespace's Services: one called `sentry-k8s-metrics`
 * becomes `SENTRY_K8S_METRICS_PORT=tcp://10.0.0.7:8080`, which nobody meant for the reporter.
 */
function withoutServiceLinks(env: Environment): Environment {
  const linked =
    /_SERVICE_(?:HOST|PORT(?:_[A-Z0-9_]+)?)$|_PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/;
  const kept = Object.entries(env).filter(
    ([name, value]) =>
      !linked.test(name) && !(name.endsWith('_PORT') && /^(?:tcp|udp|sctp):/.test(value ?? '')),
  );
  return Object.fromEntries(kept);
}
