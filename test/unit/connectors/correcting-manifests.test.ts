// One listing of an exchange folder serves all questions for a while: a clock of the test's own says for how long.

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CorrectingManifests,
  openCorrectingManifests,
} from '../../../connectors/transports/files/correcting-manifests.ts';
import { openMountedFolder } from '../../../connectors/transports/files/mounted-folder.ts';

const LISTING_MS = 300;

let path: string;
let now: number;
let listings: number;
let correcting: CorrectingManifests;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'hedui-correcting-'));
  await mkdir(join(path, 'answers'));
  now = 0;
  listings = 0;
  const folder = openMountedFolder(path);
  correcting = openCorrectingManifests(
    {
      ...folder,
      names: async (side) => {
        const names = await folder.names(side);
        listings++;
        now += LISTING_MS;
        return names;
      },
    },
    () => now,
  );
});

afterEach(() => rm(path, { recursive: true, force: true }));

const lay = (name: string) => writeFile(join(path, 'answers', name), '{}');

test('the corrections of a question are found by their sequences, whichever are there', async () => {
  for (const name of ['q1.json', 'q1.3.json', 'q1.12.json', 'q1.2.persons.csv', 'q1.1.json']) {
    await lay(name);
  }
  await lay('q10.2.json');
  expect([...(await correcting.of('q1'))].toSorted()).toEqual(['q1.12.json', 'q1.3.json']);
  expect(await correcting.of('q2')).toEqual([]);
  expect([...(await correcting.all())].toSorted()).toEqual([
    'q1.12.json',
    'q1.3.json',
    'q10.2.json',
  ]);
});

test('a listing serves for ten times as long as it took, and then another does', async () => {
  expect(await correcting.of('q1')).toEqual([]);
  await lay('q1.2.json');
  // Listed from 0 to 300: it serves until 300 + 10 × 300 = 3,300, whoever asks.
  now = 3_300;
  expect(await correcting.of('q1')).toEqual([]);
  expect(await correcting.all()).toEqual([]);
  expect(listings).toBe(1);
  now = 3_301;
  expect(await correcting.all()).toEqual(['q1.2.json']);
  expect(await correcting.of('q1')).toEqual(['q1.2.json']);
  expect(listings).toBe(2);
});

test('all who ask while the folder is being listed share that listing', async () => {
  await Promise.all(Array.from({ length: 100 }, (_, n) => correcting.of(`q${n}`)));
  expect(listings).toBe(1);
});

test('a share that was gone is listed again as soon as it is asked for', async () => {
  const gone = `${path}-gone`;
  await rename(path, gone);
  await expect(correcting.of('q1')).rejects.toMatchObject({ code: 'ENOENT' });
  await rename(gone, path);
  await lay('q1.2.json');
  expect(await correcting.of('q1')).toEqual(['q1.2.json']);
});
