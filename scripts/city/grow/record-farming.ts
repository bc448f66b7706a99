// Fills in what agriculture knows: the land that a rural household contracted, what it is paid for it, its machines.

import { type Desk, yuan } from './desk.ts';
import { type Household, type Means, WINDOW_START } from './model.ts';
import { recordRow } from './record-money.ts';

export type Farming = {
  /** fen in the last 12 months */
  readonly subsidyFen: number;
};

/** 农村土地第二轮承包 and its extension by thirty years. */
const CONTRACT_ENDS = '2058-12-31';
/** How many of a hundred rural households have a small machine, and a large one. */
const MACHINES: Record<Means, { small: number; large: number }> = {
  poor: { small: 0.03, large: 0 },
  modest: { small: 0.08, large: 0 },
  ordinary: { small: 0.12, large: 0.015 },
  'well-off': { small: 0.08, large: 0.04 },
};

export function recordFarming(desk: Desk, household: Household): Farming {
  const { world } = desk;
  if (household.landMuX100 === 0) return { subsidyFen: 0 };
  recordMachines(desk, household);
  const contractNo = `${household.town}${String(world.next('land-contract')).padStart(9, '0')}J`;
  const area = (household.landMuX100 / 100).toFixed(2);
  for (const member of household.members)
    recordRow(desk, 'agriculture/land-contracts', member, [contractNo, area, CONTRACT_ENDS]);
  let lastYearFen = 0;
  for (const member of household.members) {
    member.farmSubsidyFen.forEach((paidFen, place) => {
      if (paidFen === 0) return;
      const cells = ['耕地地力保护补贴', world.months[place] ?? '', yuan(paidFen)];
      recordRow(desk, 'agriculture/subsidies', member, cells);
      if (place >= WINDOW_START) lastYearFen += paidFen;
    });
  }
  return { subsidyFen: lastYearFen };
}

function recordMachines(desk: Desk, { means, members }: Household): void {
  const { random, world } = desk;
  const owner = members.find(({ age }) => age >= 18 && age < 75);
  if (!owner) return;
  const machine = (kind: string, model: string) =>
    recordRow(desk, 'agriculture/machines', owner, [
      `鲁10-${String(world.next('machine')).padStart(5, '0')}`,
      kind,
      model,
      random.chance(0.08) ? 'E' : 'A',
    ]);
  const { small, large } = MACHINES[means];
  if (random.chance(small)) machine(random.pick(['2', '4']), '东方红-180');
  if (random.chance(large)) machine(random.pick(['1', '3']), '雷沃-谷神');
}
