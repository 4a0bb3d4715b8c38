/** What has to be there, as the chart says it in environment variables. */
export interface Expected {
  readonly namespace: string;
  /** As the operator reports its own: 0.27.4. */
  readonly operatorVersion: string;
  readonly clickhouse: Installation & {
    readonly user: string;
    readonly password: string;
  };
  /** Undefined without Keepers of this release. */
  readonly keeper: Installation | undefined;
  /** Whether replicas agree through a Keeper at all, of this release or another. */
  readonly coordinated: boolean;
  readonly timeoutSeconds: number;
}

export interface Installation {
  readonly name: string;
  /** Of the revision that is waited for. */
  readonly task: string;
  readonly cluster: string;
  /** One host name for each replica. */
  readonly hosts: readonly string[];
}

/** Reads the variables that the chart sets; one that is missing is a fault of the chart, not of a person. */
export function expectedFrom(env: Readonly<Record<string, string | undefined>>): Expected {
  const text = (name: string) => {
    const value = env[name];
    if (value === undefined || value === '') throw new Error(`the variable ${name} is not set`);
    return value;
  };
  const installation = (prefix: string): Installation => ({
    name: text(`${prefix}_NAME`),
    task: text(`${prefix}_TASK`),
    cluster: text(`${prefix}_CLUSTER`),
    hosts: text(`${prefix}_HOSTS`).split(','),
  });
  return {
    namespace: text('NAMESPACE'),
    operatorVersion: text('OPERATOR_VERSION'),
    clickhouse: {
      ...installation('CLICKHOUSE'),
      user: text('CLICKHOUSE_USER'),
      password: text('CLICKHOUSE_PASSWORD'),
    },
    keeper: env.KEEPER_NAME ? installation('KEEPER') : undefined,
    coordinated: text('COORDINATED') === 'true',
    timeoutSeconds: Number(text('TIMEOUT_SECONDS')),
  };
}
