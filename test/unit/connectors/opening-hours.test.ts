import { describe, expect, test } from '@jest/globals';
import { notConnected } from '../../../connectors/not-connected.ts';
import { land } from '../../../connectors/departments/land.ts';
import { closedForMs, withinHours } from '../../../connectors/opening-hours.ts';
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
    const closed = withinHours(notConnected(land, []), HOURS, night);
    const answer = await closed.ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 real-estate unanswered:outside-hours']);
    expect(answer).toMatchObject({ requests: 0, againAfterMs: 16 * HOUR });
    const day = () => new Date('2026-07-01T02:00:00.000Z');
    const open = await withinHours(notConnected(land, []), HOURS, day).ask(asked, openGate());
    expect(outcomes(open)).toEqual(['p0 real-estate unanswered:not-connected']);
  });
});
