// The keys of households, and the places that their sealed values are bound to.

import type { Rows } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import type { SealingKey } from './encryption/sealing-key.ts';

export function householdOwner(id: number): string {
  return `household/${id}`;
}

export function householdPlace(id: number): string {
  return `${householdOwner(id)}/household`;
}

export function answerPlace(id: number, verification: number, department: string): string {
  return `${householdOwner(id)}/answer/${verification}/${department}`;
}

export function reportPlace(id: number, verification: number, version: number): string {
  return `${householdOwner(id)}/report/${verification}/${version}`;
}

/** The households' keys, from memory where they are at hand, the others in one query. */
export async function keysOfHouseholds(
  database: Rows,
  dataKeys: DataKeys,
  ids: Iterable<number>,
): Promise<Map<number, SealingKey>> {
  const keys = new Map<number, SealingKey>();
  const missing = new Set<number>();
  for (const id of ids) {
    const known = dataKeys.known(householdOwner(id));
    if (known === undefined) missing.add(id);
    else keys.set(id, known);
  }
  if (missing.size === 0) return keys;
  const rows = await database.rows<{ id: number; key_wrapped: Buffer; key_version: number }>(
    'select id, key_wrapped, key_version from households where id = any($1) and key_wrapped is not null',
    [[...missing]],
  );
  for (const { id, key_wrapped, key_version } of rows) {
    keys.set(
      id,
      dataKeys.unwrap(householdOwner(id), { wrapped: key_wrapped, version: key_version }),
    );
  }
  return keys;
}
