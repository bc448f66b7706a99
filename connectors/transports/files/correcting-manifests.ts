// Which answers in the folder have been corrected, by their questions. Every question that is waiting looks for its
// corrections, and so does a watch; to list a folder of thousands of files for each of them would take more time than all
// else. So one listing serves everybody for ten times as long as it took: an eleventh of a worker's time at most.

import { performance } from 'node:perf_hooks';
import { groupedBy } from '../../../domain/grouped-by.ts';
import type { ExchangeFolder } from './exchange-folder.ts';

const SERVES_TIMES = 10;
/** `ID.2.json`: the second sequence of the answer to question ID. */
const CORRECTING_NAME = /^([A-Za-z0-9][A-Za-z0-9._-]*?)\.([2-9]|[1-9]\d{1,3})\.json$/;

/** Both by a listing that may be some seconds old; none is older than one that was told of before. */
export type CorrectingManifests = {
  /** Names of all that lie there. */
  all(): Promise<readonly string[]>;
  /** Names of those for one question. */
  of(questionId: string): Promise<readonly string[]>;
};

/** @param clock milliseconds that only go forward */
export function openCorrectingManifests(
  folder: ExchangeFolder,
  clock = () => performance.now(),
): CorrectingManifests {
  let latest: Promise<ReadonlyMap<string, readonly string[]>> | null = null;
  let servesUntil = Infinity;

  async function list() {
    const startedAt = clock();
    const names = byQuestion(await folder.names('answers'));
    const endedAt = clock();
    servesUntil = endedAt + SERVES_TIMES * (endedAt - startedAt);
    return names;
  }

  function recent() {
    if (latest && clock() <= servesUntil) return latest;
    servesUntil = Infinity;
    const listing = list();
    latest = listing;
    listing.catch(() => {
      latest = null;
    });
    return listing;
  }

  return {
    all: async () => [...(await recent()).values()].flat(),
    of: async (questionId) => (await recent()).get(questionId) ?? [],
  };
}

function byQuestion(names: readonly string[]): Map<string, string[]> {
  const correcting = names.filter((name) => CORRECTING_NAME.test(name));
  return groupedBy(correcting, (name) => CORRECTING_NAME.exec(name)?.[1] ?? '');
}
