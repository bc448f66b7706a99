import { expect, test } from '@jest/globals';
import { canBeJudged, type Looked, soakPage } from '../../../scripts/soak/soak-page.ts';

/** A look every half minute; the first quarter is left out of what is judged. */
const looks = (count: number, figures: (place: number) => Record<string, number>): Looked[] =>
  Array.from({ length: count }, (_, place) => ({
    hours: place / 120,
    figures: new Map(Object.entries(figures(place))),
  }));

const run = {
  on: '2026-06-30',
  rate: 20,
  batch: 100,
  workers: 2,
  every: 30,
  households: 1_200,
  done: new Map([['batch over the API', 6]]),
  failures: [],
  restarted: 0,
  crashes: [],
};

test('a heap that grows is named, and one that does not is not', () => {
  const page = soakPage({
    ...run,
    // 100 MiB and a half more at each look: 60 MiB an hour, where 5 % of 100 may come over the run.
    looked: looks(120, (place) => ({
      'processors: busy, %': 70,
      'worker 1: heap after collection, MiB': 100 + place / 2,
      'worker 2: heap after collection, MiB': 100 + (place % 3),
    })),
  });
  expect(page.isSound).toBe(false);
  expect(page.text).toMatch(/worker 1: heap .* \+60\.0 \|.*\| \*\*grows\*\* \|/);
  expect(page.text).toMatch(/worker 2: heap .*\| steady \|/);
  expect(page.text).toContain('was busy for 70 % of its time');
});

test('what is kept may grow, and a dead part that autovacuum clears again is steady', () => {
  const page = soakPage({
    ...run,
    looked: looks(120, (place) => ({
      'processors: busy, %': 70,
      households: place * 600,
      'households: dead rows, %': place % 20,
    })),
  });
  expect(page.text).toMatch(/\| households \|.*\| with what is kept \|/);
  expect(page.text).toMatch(/households: dead rows, % \|.*\| steady \|/);
  expect(page.text).toContain('Nothing grows.');
  expect(page.isSound).toBe(true);
});

test('an answer that was not what it should have been is told of, and the run is not sound', () => {
  const page = soakPage({
    ...run,
    looked: looks(40, () => ({ 'processors: busy, %': 70 })),
    failures: ['report as PDF: 500', 'report as PDF: 500'],
  });
  expect(page.isSound).toBe(false);
  expect(page.text).toContain('- 2 × report as PDF: 500');
});

test('a run can be judged from the tenth look after its first quarter on', () => {
  // Of 14 looks, at 0 … 13, those from 13 / 4 on are judged: ten. Of 13, at 0 … 12, those from 3 on: ten as well; of 12: nine.
  const figures = () => ({ 'processors: busy, %': 70 });
  expect(canBeJudged(looks(13, figures))).toBe(true);
  expect(canBeJudged(looks(12, figures))).toBe(false);
});
