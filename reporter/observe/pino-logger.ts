import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from '../config/log-level.ts';
import type { Logger } from './logger.ts';

/** One JSON object a line, level and time as words; DSN keys and bearer tokens are masked wherever they stand. */
export function createLogger(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    {
      level: level === 'disabled' ? 'silent' : level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => destination.write(masked(line)) },
  );
}

function masked(line: string): string {
  return line
    .replace(/(https?:\/\/)[^\s/@"\\]+@/g, '$1***@')
    .replace(/(sentry_key=)[^\s,"&\\]+/g, '$1***')
    .replace(/(Bearer )[A-Za-z0-9._~+/=-]+/g, '$1***');
}
