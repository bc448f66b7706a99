import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimKeeping, liveClaim } from '../../../store/embedded/claim.ts';
import { identifyProcess } from '../../../store/embedded/process-identity.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-claim-'));
});
afterEach(() => rm(folder, { recursive: true }));

const claimOf = (generation: number, holder: object) =>
  writeFile(join(folder, `claim-${generation}`), JSON.stringify(holder));

describe('the claim to a folder', () => {
  test('goes to one, and stays while its holder runs', async () => {
    expect(await liveClaim(folder)).toBeNull();
    const claim = await claimKeeping(folder);
    expect(claim).toEqual({ generation: 1, holder: identifyProcess(process.pid) });
    expect(await liveClaim(folder)).toEqual(claim);
    expect(await claimKeeping(folder)).toBeNull();
  });

  test('is taken over, under the next number, from a holder that is gone', async () => {
    // The highest process number of Linux is below 2^22.
    await claimOf(7, { pid: 2 ** 22 + 1, startedAt: '1' });
    expect((await claimKeeping(folder))?.generation).toBe(8);
    expect(await readdir(folder)).toEqual(['claim-8']);
  });

  test('is taken over where the holder’s number belongs to another process by now', async () => {
    await claimOf(1, { pid: process.pid, startedAt: '1' });
    expect(await liveClaim(folder)).toBeNull();
    expect((await claimKeeping(folder))?.generation).toBe(2);
  });

  test('counts by its number, not by its digits', async () => {
    await claimOf(9, { pid: 2 ** 22 + 1, startedAt: '1' });
    await claimOf(10, { ...identifyProcess(process.pid) });
    expect((await liveClaim(folder))?.generation).toBe(10);
  });
});
