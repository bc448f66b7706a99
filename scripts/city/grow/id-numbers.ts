// Citizen ID numbers of invented people: valid by GB 11643, and no two alike in a city.

import type { CalendarDate } from '../../../domain/calendar.ts';
import { type CitizenId, checkCharacter, type Sex } from '../../../domain/citizen-id.ts';

/** Sequences 996 to 999 mark people born in the 1800s in 15-digit numbers, 000 is not given out. */
const SEQUENCES_A_SEX = 497;
/** Coprime to 497, so that stepping by it visits every sequence once. */
const STEP = 37;
const FIRST_YEAR = 1900;
const DAY_SLOTS = 160 * 12 * 31;

export type IdNumbers = (region: string, birth: CalendarDate, sex: Sex) => CitizenId;

/** How many of each region, day and sex are given out is all it remembers: 120 kB a region and sex. */
export function createIdNumbers(): IdNumbers {
  const givenOut = new Map<string, Uint16Array>();

  return (region, birth, sex) => {
    const key = region + sex;
    let counts = givenOut.get(key);
    if (!counts) {
      counts = new Uint16Array(DAY_SLOTS);
      givenOut.set(key, counts);
    }
    const month = Number(birth.slice(5, 7)) - 1;
    const day = Number(birth.slice(8)) - 1;
    const slot = ((Number(birth.slice(0, 4)) - FIRST_YEAR) * 12 + month) * 31 + day;
    const count = counts[slot];
    if (count === undefined || count >= SEQUENCES_A_SEX)
      throw new RangeError('no ID number is left for that region, day and sex');
    counts[slot] = count + 1;
    const place = (slot * 53 + count * STEP) % SEQUENCES_A_SEX;
    const sequence = String(2 * place + (sex === 'male' ? 1 : 2)).padStart(3, '0');
    const first17 = region + birth.slice(0, 4) + birth.slice(5, 7) + birth.slice(8) + sequence;
    return (first17 + checkCharacter(first17)) as CitizenId;
  };
}
