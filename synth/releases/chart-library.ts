import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Json } from '../values/json.ts';

/** What is known of charts of others, by the name of a file under known-charts/. */
export interface ChartLibrary {
  readonly defaults: (file: string) => Json;
  readonly optional: (file: string) => readonly string[];
}

/** A library that reads each file once: they are long, and every environment asks for them. */
export function chartLibrary(): ChartLibrary {
  return {
    // The files are part of this project and YAML that holds nothing but JSON data.
    defaults: once((file): Json => parse(readText(`${file}.defaults.yaml`))),
    optional: once((file) => lines(readText(`${file}.optional.txt`))),
  };
}

function once<T>(read: (file: string) => T): (file: string) => T {
  const known = new Map<string, T>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const value = read(file);
    known.set(file, value);
    return value;
  };
}

function readText(file: string): string {
  return readFileSync(new URL(`./known-charts/${file}`, import.meta.url), 'utf8');
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
