// The morning's supervision (电子监察): clocks are set and stopped, cards given, and the new ones told by mail and webhook.

import { addDays, shanghaiDate } from '../../domain/calendar.ts';
import type { Card } from '../../domain/supervision.ts';
import { departmentsAsked } from '../departments-asked.ts';
import type { ObjectionRoom } from '../objections/objections.ts';
import { cardsFor, clockOfCorrection, clockOfObjection, clocksOfBatch } from './clocks.ts';
import type { Digest, TellDigest } from './digest.ts';

export type SupervisionSummary = {
  readonly running: number;
  readonly yellow: number;
  readonly red: number;
  /** By which ways the digest was told, and which failed. */
  readonly told: readonly string[];
  readonly failed: readonly string[];
};

/** Older batches are looked at only while a clock of theirs runs. */
const LOOKED_BACK_DAYS = 60;
const MOST_OBJECTIONS = 10_000;

export async function supervise(
  room: ObjectionRoom,
  ways: readonly TellDigest[],
): Promise<SupervisionSummary> {
  const { store, now, departments, log } = room;
  const today = shanghaiDate(now());
  const batches = await store.supervision.batches(addDays(today, -LOOKED_BACK_DAYS));
  const objections = await store.objections.list({ limit: MOST_OBJECTIONS, closedToo: true });
  const corrections = await Promise.all(
    objections.map(async (objection) =>
      (await store.corrections.ofObjection(objection.id)).map((request) =>
        clockOfCorrection(request, objection),
      ),
    ),
  );
  await store.supervision.keep([
    ...batches.flatMap((batch) =>
      clocksOfBatch(batch, departmentsAsked(batch.scheme, departments), room),
    ),
    ...objections.map(clockOfObjection),
    ...corrections.flat(),
  ]);
  const running = await store.supervision.running();
  const cards = cardsFor(running, today, room);
  const fresh = await store.supervision.give(cards);
  const told: string[] = [];
  const failed: string[] = [];
  if (fresh.length > 0) {
    const digest: Digest = { on: today, cards: fresh };
    for (const way of ways) {
      try {
        await way.tell(digest);
        told.push(way.name);
      } catch (error) {
        failed.push(way.name);
        log.error({ way: way.name, error }, 'the digest of supervision was not told');
      }
    }
  }
  return { running: running.length, ...counted(cards), told, failed };
}

function counted(cards: readonly Card[]): { yellow: number; red: number } {
  const red = cards.filter(({ level }) => level === 'red').length;
  return { yellow: cards.length - red, red };
}
