// Which stand-in city is being served from a home folder, so that other commands find its departments.

import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const noteIn = (home: string) => join(home, 'served-city.json');

type Note = { readonly pid: number; readonly departmentsFile: string };

/** Leaves a note that this process serves a city. @returns how to take it away. */
export async function noteServedCity(
  home: string,
  departmentsFile: string,
): Promise<() => Promise<void>> {
  await mkdir(home, { recursive: true });
  const note: Note = { pid: process.pid, departmentsFile };
  await writeFile(noteIn(home), JSON.stringify(note));
  return () => rm(noteIn(home), { force: true });
}

/** @returns the departments file of the city served from this home, or null when none is (any more). */
export async function servedCity(home: string): Promise<string | null> {
  if (!existsSync(noteIn(home))) return null;
  const note = JSON.parse(await readFile(noteIn(home), 'utf8')) as Note;
  return isAlive(note.pid) && existsSync(note.departmentsFile) ? note.departmentsFile : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
