// The vehicles of those who live together, each plate once.
//
// Not counted: cancelled or transferred out of the city's register, mobility vehicles for the disabled
// (残疾人代步车), light motorcycles (plate type 08), and motorcycles (07) while the standard says so.

import type { Evidence, EvidenceId, Vehicle } from '../../domain/evidence.ts';
import type { PropertyLine } from '../../domain/report.ts';
import type { PersonFacts } from './person-facts.ts';

export type HouseholdVehicle = {
  readonly personNos: readonly number[];
  readonly plate: string;
  readonly whyNot:
    | 'cancelled'
    | 'transferred-out'
    | 'mobility-vehicle'
    | 'light-motorcycle'
    | 'motorcycle'
    | null;
  readonly evidence: readonly EvidenceId[];
};

export type HouseholdVehicles = {
  readonly counted: readonly HouseholdVehicle[];
  readonly lines: readonly PropertyLine[];
};

const NO_VEHICLES: HouseholdVehicles = { counted: [], lines: [] };
const LIGHT_MOTORCYCLE = '08';
const MOTORCYCLE = '07';

export function householdVehicles(
  living: readonly PersonFacts[],
  doMotorcyclesCount: boolean,
): HouseholdVehicles {
  let byPlate: Map<string, Evidence<Vehicle>[]> | null = null;
  for (const { vehicles } of living) {
    for (const vehicle of vehicles) {
      byPlate ??= new Map();
      const key = `${vehicle.facts.plateType} ${vehicle.facts.plate || vehicle.id}`;
      const same = byPlate.get(key);
      if (same === undefined) byPlate.set(key, [vehicle]);
      else same.push(vehicle);
    }
  }
  if (byPlate === null) return NO_VEHICLES;
  const counted: HouseholdVehicle[] = [];
  const lines: PropertyLine[] = [];
  for (const records of byPlate.values()) {
    // A plate that changed hands within the household is one vehicle; the record that counts tells most.
    const telling =
      records.find((record) => whyNotCounted(record.facts, doMotorcyclesCount) === null) ??
      (records[0] as Evidence<Vehicle>);
    const { facts } = telling;
    const vehicle: HouseholdVehicle = {
      personNos: [telling.personNo],
      plate: facts.plate,
      whyNot: whyNotCounted(facts, doMotorcyclesCount),
      evidence: records.map((record) => record.id),
    };
    if (vehicle.whyNot === null) counted.push(vehicle);
    lines.push({
      kind: 'vehicle',
      personNos: vehicle.personNos,
      description: facts.model === null ? facts.plate : `${facts.plate} ${facts.model}`,
      quantity: null,
      unit: null,
      counted: vehicle.whyNot === null,
      whyNot: vehicle.whyNot,
      evidence: vehicle.evidence,
    });
  }
  return { counted, lines };
}

function whyNotCounted(vehicle: Vehicle, doMotorcyclesCount: boolean): HouseholdVehicle['whyNot'] {
  if (vehicle.status !== 'normal') return vehicle.status;
  if (vehicle.use === 'mobility') return 'mobility-vehicle';
  if (vehicle.plateType === LIGHT_MOTORCYCLE) return 'light-motorcycle';
  return vehicle.plateType === MOTORCYCLE && !doMotorcyclesCount ? 'motorcycle' : null;
}
