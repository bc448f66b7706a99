// What planting a discrepancy works on, and what it says it did.

import type { Application } from './applicants.ts';
import type { Clan, Resident, World } from './model.ts';
import type { Random } from './random.ts';

export type Planting = {
  readonly world: World;
  readonly random: Random;
  readonly clan: Clan;
  readonly application: Application;
};

/** Whom it is about (null: the household), and what was declared against what is so: yuan, counts, words. */
export type Planted = {
  readonly person: Resident | null;
  readonly declared: string | number;
  readonly real: string | number;
  /** Where what departments hold lets another finding than that of the kind say it. */
  readonly finding?: string;
};
