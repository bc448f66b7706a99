import { describe, expect, test } from '@jest/globals';
import { notConnected } from '../../../connectors/not-connected.ts';
import { land } from '../../../connectors/departments/land.ts';
import { closedForMs } from '../../../connectors/opening-hours.ts';
import { untilOpenMs, withinOpenTimes } from '../../../connectors/resilience/closed-times.ts';
import { openGate, outcomes, question } from '../../support/questions.ts';
import { numbered } from '../../support/small-city.ts';

/** Monday to Friday, nine to five, Asia/Shanghai: 01:00 to 09:00 UTC. */
const HOURS = { from: '09:00', until: '17:00', days: [1, 2, 3, 4, 5] };
const HOUR = 3_600_000;

describe('opening hours', () => {
  test.each([
    // 2026-07-01 is a Wednesday.
    ['2026-07-01T00:59:00.000Z', 60_000],
    ['2026-07-01T00:59:30.500Z', 29_500],
    ['2026-07-01T01:00:00.000Z', 0],
    ['2026-07-01T08:59:59.999Z', 0],
    ['2026-07-01T09:00:00.000Z', 16 * HOUR],
    ['2026-07-03T09:00:00.000Z', 64 * HOUR], // Friday evening to Monday morning
    ['2026-07-04T17:00:00.000Z', 32 * HOUR], // Sunday 01:00 in Shanghai
  ])('at %s it is closed for %i ms', (at, ms) => {
    expect(closedForMs(HOURS, new Date(at))).toBe(ms);
  });

  test('outside them nothing is asked', async () => {
    const asked = question([numbered(1)], ['land.real-estate']);
    const night = () => new Date('2026-07-01T09:00:00.000Z');
    const closed = withinOpenTimes(
      notConnected(land, []),
      { hours: HOURS, maintenance: [] },
      night,
    );
    const answer = await closed.ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 real-estate unanswered:outside-hours']);
    expect(answer).toMatchObject({ requests: 0, againAfterMs: 16 * HOUR });
    const day = () => new Date('2026-07-01T02:00:00.000Z');
    const open = await withinOpenTimes(
      notConnected(land, []),
      { hours: HOURS, maintenance: [] },
      day,
    ).ask(asked, openGate());
    expect(outcomes(open)).toEqual(['p0 real-estate unanswered:not-connected']);
  });
});

describe('a maintenance window', () => {
  // Wednesday 2026-07-01, 22:00 until Thursday 06:00 in Shanghai: 14:00 to 22:00 UTC.
  const maintenance = [{ from: '2026-07-01T22:00', until: '2026-07-02T06:00' }];

  test.each([
    ['2026-07-01T13:59:59.999Z', 0],
    ['2026-07-01T14:00:00.000Z', 8 * HOUR],
    ['2026-07-01T21:59:59.999Z', 1],
    ['2026-07-01T22:00:00.000Z', 0],
  ])('at %s the department is closed for %i ms', (at, ms) => {
    expect(untilOpenMs({ hours: undefined, maintenance }, new Date(at))).toBe(ms);
  });

  test('that ends at night is followed by the wait for the morning', () => {
    // Until 06:00, and from there to nine: 8 + 3 hours.
    const at = new Date('2026-07-01T14:00:00.000Z');
    expect(untilOpenMs({ hours: HOURS, maintenance }, at)).toBe(11 * HOUR);
  });

  test('that lies in working hours, from the evening before: night, then window', () => {
    const morning = [{ from: '2026-07-02T08:00', until: '2026-07-02T10:30' }];
    // Wednesday 18:00 in Shanghai to Thursday 10:30: 16.5 hours.
    const at = new Date('2026-07-01T10:00:00.000Z');
    expect(untilOpenMs({ hours: HOURS, maintenance: morning }, at)).toBe(16.5 * HOUR);
  });

  test('two that overlap close it until the later one ends', () => {
    const both = [...maintenance, { from: '2026-07-02T05:00', until: '2026-07-02T08:00' }];
    const at = new Date('2026-07-01T22:30:00.000Z'); // 06:30 in Shanghai
    expect(untilOpenMs({ hours: undefined, maintenance: both }, at)).toBe(1.5 * HOUR);
  });
});
