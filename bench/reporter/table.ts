import { type Line, markdownTable } from '../markdown-table.ts';
import type { Figures } from './measures.ts';

const lines: readonly Line<Figures>[] = [
  { what: 'ready to see events after', of: ({ start }) => `${start.toFixed(2)} s` },
  { what: 'memory, idle', of: ({ idle }) => mib(idle) },
  { what: 'memory, idle after a start with 2,000 stored events', of: (f) => mib(f.idleAfterList) },
  { what: 'events delivered per second, sustained', of: ({ sustained }) => count(sustained.rate) },
  { what: 'CPU per delivered event', of: ({ sustained }) => perEvent(sustained.cpuPerEvent, 2, ' ms') },
  {
    what: 'API requests per delivered event',
    of: ({ sustained }) => perEvent(sustained.requestsPerEvent, 4),
  },
  { what: 'memory at the most, sustained', of: ({ sustained }) => mib(sustained.peak) },
  {
    what: 'burst of 10,000: not delivered within a minute',
    of: ({ burst }) => count(burst.offered - burst.delivered),
  },
  { what: 'burst: repeated under a second id', of: ({ burst }) => count(burst.repeated) },
  { what: 'burst: lag of the slowest hundredth', of: ({ burst }) => seconds(burst.lag99) },
  { what: 'burst: memory at the most', of: ({ burst }) => mib(burst.peak) },
];

/** The figures as a Markdown table, an agent a column. */
export function table(measured: ReadonlyMap<string, Figures>): string {
  return markdownTable(lines, measured);
}

/** Of an agent that delivered nothing there is no such figure. */
function perEvent(value: number, digits: number, unit = ''): string {
  return Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : 'none delivered';
}

function mib(value: number): string {
  return `${value.toFixed(0)} MiB`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function seconds(value: number | undefined): string {
  return value === undefined ? 'never' : `${value.toFixed(1)} s`;
}
