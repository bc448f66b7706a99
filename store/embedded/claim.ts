// Who keeps the server of a folder. Node has no lock that the system frees when its holder dies, so claims are
// numbered files and the highest number counts: taking over from a dead holder means creating the next number,
// which only one can. The highest file is never deleted, so a claim can't come back from the past.

import { link, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProcessIdentity, identifyProcess, isRunning } from './process-identity.ts';

const CLAIM_NAME = /^claim-(\d+)$/;

export type Claim = { readonly generation: number; readonly holder: ProcessIdentity };

/** The claim that counts, or null when its holder is gone or there has been none. */
export async function liveClaim(folder: string): Promise<Claim | null> {
  const generation = await highestGeneration(folder);
  if (generation === 0) return null;
  const holder = JSON.parse(await readFile(claimFile(folder, generation), 'utf8'));
  return isRunning(holder) ? { generation, holder } : null;
}

/** Claims the folder for this process. @returns null when another live process has it. */
export async function claimKeeping(folder: string): Promise<Claim | null> {
  if ((await liveClaim(folder)) !== null) return null;
  const generation = (await highestGeneration(folder)) + 1;
  const holder = identifyProcess(process.pid) ?? { pid: process.pid, startedAt: null };
  // Linked into place whole, so that nobody reads half a claim.
  const draft = join(folder, `claim-draft-${process.pid}`);
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, claimFile(folder, generation));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // We may have been so slow that this number was taken, passed and cleared away meanwhile.
  if ((await highestGeneration(folder)) !== generation) {
    await rm(claimFile(folder, generation), { force: true });
    return null;
  }
  for (const older of await generations(folder)) {
    if (older < generation) await rm(claimFile(folder, older), { force: true });
  }
  return { generation, holder };
}

function claimFile(folder: string, generation: number): string {
  return join(folder, `claim-${generation}`);
}

async function highestGeneration(folder: string): Promise<number> {
  return Math.max(0, ...(await generations(folder)));
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const number = CLAIM_NAME.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}
