import { readFile } from 'node:fs/promises';

/** Memory of a process that is in RAM, in bytes: now, and at most since it began. */
export async function residentSize(pid: number): Promise<{ readonly now: number; readonly peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const bytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** Milliseconds since a process was started, to the hundredth of a second. */
export async function ageOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const uptime = await readFile('/proc/uptime', 'utf8');
  // The name may hold blanks: fields are counted from behind its bracket, of which starttime is the 20th.
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  return Number(uptime.split(' ')[0]) * 1000 - ticks * 10;
}
