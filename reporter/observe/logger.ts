/** Structured logging as every room sees it; the rim supplies the implementation. */
export interface Logger {
  trace(fields: LogFields, message: string): void;
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Stable keys, plain values; never a DSN, a token or a whole object. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
