// Farm machines and contracted land of those who live together. Land is shown and never counted: it is the village's.

import type { EvidenceId } from '../../domain/evidence.ts';
import type { PropertyLine } from '../../domain/report.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';

export type FarmMachineHeld = {
  readonly personNos: readonly number[];
  readonly plate: string;
  readonly evidence: readonly EvidenceId[];
};

export type FarmProperty = {
  /** Large machines in use. */
  readonly machines: readonly FarmMachineHeld[];
  readonly lines: readonly PropertyLine[];
};

const NO_FARM_PROPERTY: FarmProperty = { machines: [], lines: [] };

export function farmProperty(living: readonly PersonFacts[]): FarmProperty {
  if (living.every(({ others }) => others === null)) return NO_FARM_PROPERTY;
  const machines = new Map<string, FarmMachineHeld>();
  const lines = new Map<string, PropertyLine>();
  for (const person of living) {
    const personNos = [person.person.no];
    for (const { id, facts } of recordsOf(person, 'farm-machine')) {
      const whyNot =
        facts.status === 'cancelled' ? 'cancelled' : facts.isLarge ? null : 'small-machine';
      const key = `machine ${facts.plate || id}`;
      if (lines.get(key)?.counted) continue;
      const evidence = [id];
      if (whyNot === null) machines.set(key, { personNos, plate: facts.plate, evidence });
      const description = `${facts.plate} ${facts.model}`.trim();
      lines.set(key, line('machine', personNos, description, null, whyNot, evidence));
    }
    for (const { id, facts } of recordsOf(person, 'land-contract')) {
      const key = `land ${facts.contractNo || id}`;
      const area = facts.areaMuX100;
      if (!lines.has(key)) {
        lines.set(key, line('land', personNos, facts.contractNo, area, 'contracted-land', [id]));
      }
    }
  }
  if (lines.size === 0) return NO_FARM_PROPERTY;
  return { machines: [...machines.values()], lines: [...lines.values()] };
}

function line(
  kind: 'machine' | 'land',
  personNos: readonly number[],
  description: string,
  quantity: number | null,
  whyNot: string | null,
  evidence: readonly EvidenceId[],
): PropertyLine {
  const unit = quantity === null ? null : 'mux100';
  return {
    kind,
    personNos,
    description,
    quantity,
    unit,
    counted: whyNot === null,
    whyNot,
    evidence,
  };
}
