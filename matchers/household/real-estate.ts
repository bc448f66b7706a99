// The homes and premises of those who live together, each unit once, however many of them own it.
//
// Counted: units whose right is current. A garage, parking place or storeroom is no home. An area that is not
// recorded is unknown, not 0. A share is a home, but one that somebody outside owns in part is `isPartlyOthers`:
// an inherited share alone never makes an `exceeds`.

import type { Evidence, EvidenceId, RealEstate } from '../../domain/evidence.ts';
import type { PropertyLine } from '../../domain/report.ts';
import type { PersonFacts } from './person-facts.ts';

type Right = Evidence<RealEstate>;

export type RealEstateUnit = {
  readonly use: RealEstate['use'];
  readonly personNos: readonly number[];
  readonly location: string;
  /** Hundredths of m²; null: not recorded. */
  readonly areaM2x100: number | null;
  /** Why it does not count; null when it does. */
  readonly whyNot: 'historic' | 'ended' | 'provisional' | 'ancillary' | null;
  readonly isPartlyOthers: boolean;
  readonly evidence: readonly EvidenceId[];
};

export type HouseholdRealEstate = {
  readonly homes: readonly RealEstateUnit[];
  readonly premises: readonly RealEstateUnit[];
  readonly lines: readonly PropertyLine[];
};

const NO_REAL_ESTATE: HouseholdRealEstate = { homes: [], premises: [], lines: [] };

export function householdRealEstate(living: readonly PersonFacts[]): HouseholdRealEstate {
  let rightsByUnit: Map<string, Right[]> | null = null;
  for (const { realEstate } of living) {
    for (const right of realEstate) {
      rightsByUnit ??= new Map();
      // Without a unit number the location is what identifies it; without either, the record stands alone.
      const key = right.facts.unitNo || right.facts.location || right.id;
      const rights = rightsByUnit.get(key);
      if (rights === undefined) rightsByUnit.set(key, [right]);
      else rights.push(right);
    }
  }
  if (rightsByUnit === null) return NO_REAL_ESTATE;
  const units = [...rightsByUnit.values()].map(asUnit);
  return {
    homes: units.filter((unit) => unit.whyNot === null && unit.use === 'residential'),
    premises: units.filter((unit) => unit.whyNot === null && unit.use === 'non-residential'),
    lines: units.map(asLine),
  };
}

function asUnit(rights: readonly Right[]): RealEstateUnit {
  const telling = tellingRights(rights);
  const first = (telling[0] as Right).facts;
  return {
    use: first.use,
    personNos: ownersOf(telling),
    location: first.location,
    areaM2x100: largestArea(telling),
    whyNot:
      first.status !== 'current' ? first.status : first.use === 'ancillary' ? 'ancillary' : null,
    isPartlyOthers: isPartlyOthers(telling),
    evidence: telling.map((right) => right.id),
  };
}

function tellingRights(rights: readonly Right[]): readonly Right[] {
  if (rights.length === 1) return rights;
  const current = rights.filter((right) => right.facts.status === 'current');
  return current.length > 0 ? current : rights;
}

function ownersOf(rights: readonly Right[]): readonly number[] {
  if (rights.length === 1) return [(rights[0] as Right).personNo];
  return [...new Set(rights.map((right) => right.personNo))].toSorted((a, b) => a - b);
}

function largestArea(rights: readonly Right[]): number | null {
  let largest: number | null = null;
  for (const { facts } of rights) {
    if (facts.areaM2x100 !== null) largest = Math.max(largest ?? 0, facts.areaM2x100);
  }
  return largest;
}

/** Whether the shares that the household's owners are known to hold leave a part to somebody else. */
function isPartlyOthers(rights: readonly Right[]): boolean {
  let held = 0;
  for (const { facts } of rights) {
    if (facts.ownership === 'sole') return false;
    if (facts.share === null) {
      // Joint owners in the household own the whole together; a lone joint owner shares it with an outsider.
      if (facts.ownership === 'joint' && rights.length > 1) return false;
    } else held += facts.share.of / facts.share.in;
  }
  // Thirds add up to a little less than 1 in binary; the smallest share met in deeds is far above this.
  return held < 1 - 1e-9;
}

function asLine(unit: RealEstateUnit): PropertyLine {
  return {
    kind: unit.use === 'non-residential' ? 'other' : 'home',
    personNos: unit.personNos,
    description: unit.location,
    quantity: unit.areaM2x100,
    unit: unit.areaM2x100 === null ? null : 'm2x100',
    counted: unit.whyNot === null,
    whyNot: unit.whyNot,
    evidence: unit.evidence,
  };
}
