/** One thing that is wrong with one environment variable. */
export interface ConfigProblem {
  readonly variable: string;
  /** What was found, by its shape: never a value that could be a secret. */
  readonly found: string;
  readonly accepted: string;
}

/** The environment cannot be used; every problem is named at once, so that one start shows them all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(
      problems
        .map(({ variable, found, accepted }) => `${variable} is ${found}; accepted: ${accepted}`)
        .join('\n'),
    );
    this.problems = problems;
  }
}
