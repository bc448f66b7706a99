// Two people of one name: someone in the city bears the name of a car owner, whose car is not theirs.

import { type Desk, noteStranger } from './desk.ts';
import type { Clan, Resident } from './model.ts';

/** One clan in so many has someone who bears another's name. */
const ONE_CLAN_IN = 150;

export type Namesakes = {
  /** Before anything is written of the clan: renames someone after a car owner met earlier. */
  rename(desk: Desk, clan: Clan): void;
  /** After the clan is written: remembers one of its car owners. */
  remember(clan: Clan): void;
};

export function createNamesakes(): Namesakes {
  let owner: Resident | null = null;

  return {
    rename(desk, clan) {
      if (owner === null || desk.random.below(ONE_CLAN_IN) > 0) return;
      const { name, idNumber, sex } = owner;
      // No child bears the surname of a woman who married in, so that hers can change.
      const namesake = clan.residents.find(
        (one) =>
          one.father === null && one.spouse !== null && one.sex === sex && one.diedOn === null,
      );
      if (!namesake || namesake.name.includes('·') || clan.residents.includes(owner)) return;
      namesake.name = name;
      const row = desk.registers['public-security/vehicles'].lastRow();
      const persons = { really: idNumber, not: namesake.idNumber };
      noteStranger(desk, 'public-security/vehicles', row, 'namesake', { idNumber, name }, persons);
    },
    remember(clan) {
      const last = clan.households.flatMap(({ vehicles }) => vehicles).at(-1)?.owner;
      owner = last && last.sex === 'female' && !last.name.includes('·') ? last : null;
    },
  };
}
