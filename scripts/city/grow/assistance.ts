// Who already receives help. Those who do rarely apply again; a few cases ended years ago.

import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import type { Assistance, Household, World } from './model.ts';
import type { Random } from './random.ts';

export function giveAssistance(world: World, random: Random, household: Household): void {
  const { means, ref } = household;
  if (ref === null && means === 'poor' && random.chance(0.6))
    addAssistance(world, random, household, { programme: 'subsistence' });
  else if (means === 'modest' && random.chance(0.1))
    addAssistance(world, random, household, { programme: 'low-income' });
  else if (means === 'poor' && random.chance(0.06))
    addAssistance(world, random, household, {
      programme: 'subsistence',
      until: addDays(world.on, -random.between(100, 1500)),
    });
}

export function addAssistance(
  world: World,
  random: Random,
  household: Household,
  given: { programme: Assistance['programme']; region?: string; until?: CalendarDate },
): Assistance {
  const region = given.region ?? household.region;
  const helped = household.members;
  const until = given.until ?? null;
  const count = String(world.next('assistance')).padStart(6, '0');
  const isPaid = given.programme !== 'low-income';
  const assistance: Assistance = {
    programme: given.programme,
    caseNo: `${region}${count}`,
    region,
    from: addDays(until ?? world.on, -random.between(200, 2000)),
    until,
    monthlyYuan: isPaid ? random.between(28, 65) * 10 * helped.length : 0,
    helped,
  };
  household.assistance.push(assistance);
  return assistance;
}
