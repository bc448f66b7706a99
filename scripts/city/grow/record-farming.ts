// Fills in what agriculture knows: the land that a rural household contracted, what it is paid for it, its machines.

import { type Desk, yuan } from './desk.ts';
import { type Household, type Means, WINDOW_START } from './model.ts';
import { recordRow } from './record-money.ts';

export type Farming = {
  /** fen in the last 12 months */
  readonly subsidyFen: number;
};

/** Hundredths of a mu a head, and the yearly subsidy, fen a mu. */
const LEAST_LAND = 60;
const MOST_LAND = 220;
const SUBSIDY_FEN_A_MU = 12_500;
/** In which month it is paid out. */
const PAID_IN = '06';
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
  const { random, world } = desk;
  const head = household.members.find(({ age }) => age >= 18);
  if (!household.rural || !head || random.chance(0.1)) return { subsidyFen: 0 };
  recordMachines(desk, household);
  const areaX100 = random.between(LEAST_LAND, MOST_LAND) * household.members.length;
  const contractNo = `${household.town}${String(world.next('land-contract')).padStart(9, '0')}J`;
  for (const member of household.members) {
    const area = (areaX100 / 100).toFixed(2);
    recordRow(desk, 'agriculture/land-contracts', member, [contractNo, area, CONTRACT_ENDS]);
  }
  const subsidyFen = Math.round((areaX100 * SUBSIDY_FEN_A_MU) / 100);
  let lastYearFen = 0;
  world.months.forEach((month, place) => {
    if (!month.endsWith(PAID_IN)) return;
    const cells = ['耕地地力保护补贴', month, yuan(subsidyFen)];
    recordRow(desk, 'agriculture/subsidies', head, cells);
    if (place >= WINDOW_START) lastYearFen += subsidyFen;
  });
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
