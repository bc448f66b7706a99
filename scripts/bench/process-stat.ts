// What Linux says of a process in /proc: whose child it is, and the processor time that it and its ended children took.

import { readFileSync } from 'node:fs';

export type ProcessStat = {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Processor seconds of its own. */
  readonly seconds: number;
  /** Of those of its children that have ended. */
  readonly endedSeconds: number;
};

/** Of /proc: hundredths of a second, whatever the machine. */
const TICKS_A_SECOND = 100;

/** @returns null where it has ended, or there is no /proc */
export function processStat(pid: number): ProcessStat | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name stands in parentheses and may hold any character.
  const end = stat.lastIndexOf(')');
  const fields = stat
    .slice(end + 2)
    .split(' ')
    .map(Number);
  const seconds = (first: number) =>
    ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) / TICKS_A_SECOND;
  return {
    pid,
    parent: fields[1] ?? 0,
    name: stat.slice(stat.indexOf('(') + 1, end),
    seconds: seconds(11),
    endedSeconds: seconds(13),
  };
}
