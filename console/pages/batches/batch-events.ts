// How far a batch is, told as it happens.

import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { fill, say } from '../../../config/messages/language.ts';
import { BATCH } from '../../../config/messages/work.ts';
import { route, type SentEvent } from '../../route.ts';
import { batchId } from './batch.ts';

const LOOK_EVERY_MS = 1_000;
/** The browser asks again by itself. */
const LONGEST_MS = 10 * 60_000;

export const batchEvents = route({
  method: 'GET',
  url: '/batches/:batch/events',
  needs: 'batch.read',
  needsPurpose: true,
  api: true,
  params: z.object({ batch: batchId }),
  async answer({ params, records, language }) {
    await records.batches.get(params.batch);
    const told = (done: number, all: number) =>
      fill(say(BATCH.ofHouseholds, language), { done, all });
    async function* events(): AsyncGenerator<SentEvent> {
      const until = performance.now() + LONGEST_MS;
      while (performance.now() < until) {
        const { state, households, reports, departments } = await records.batches.progress(
          params.batch,
        );
        const parts = [
          { part: 'reports', done: reports, text: told(reports, households) },
          ...departments.map(({ department, complete }) => ({
            part: department,
            done: complete,
            text: told(complete, households),
          })),
        ];
        yield { name: 'progress', content: { households, parts } };
        if (state === 'done' || state === 'discarded') {
          yield { name: 'done', content: {} };
          return;
        }
        await pause(LOOK_EVERY_MS);
      }
    }
    return { kind: 'events', events: events() };
  },
});
