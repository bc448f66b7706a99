// The change feed of a stand-in department: who and what was recorded on which day, from changes.csv of the city, with
// persons under pseudonyms.

import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import papaparse from 'papaparse';
import { changesFile, readCity } from '../city-folder.ts';
import type { StandIn } from './stand-in-list.ts';

export type FeedLine = {
  readonly resource: string;
  readonly person: string;
  readonly recordedOn: string;
};

export type StandInFeed = {
  readonly key: string;
  /** The day up to which the city is known. */
  readonly on: string;
  /** Oldest first. */
  readonly lines: readonly FeedLine[];
};

/** @returns null when the city keeps none for the department */
export async function openFeed(city: string, department: StandIn): Promise<StandInFeed | null> {
  const path = changesFile(city, department);
  if (!existsSync(path)) return null;
  const key = randomBytes(16).toString('hex');
  const rows = papaparse.parse<Record<'resource' | 'person' | 'recorded_on', string>>(
    await readFile(path, 'utf8'),
    { header: true, skipEmptyLines: true },
  ).data;
  const { on } = await readCity(city);
  return {
    key,
    on,
    lines: rows
      .map(({ resource, person, recorded_on }) => ({
        resource,
        person: createHmac('sha256', key).update(person).digest('hex'),
        recordedOn: recorded_on,
      }))
      .sort((one, other) => (one.recordedOn < other.recordedOn ? -1 : 1)),
  };
}

/** A page of a feed behind a place in it. */
export function pageOf(feed: StandInFeed, after: number, until: string, size: number) {
  const known = feed.lines.findIndex(({ recordedOn }) => recordedOn > until);
  const end = known === -1 ? feed.lines.length : known;
  const changes = feed.lines.slice(after, Math.min(end, after + size));
  return {
    changes,
    cursor: String(after + changes.length),
    asOf: until < feed.on ? until : feed.on,
    more: after + changes.length < end,
  };
}
