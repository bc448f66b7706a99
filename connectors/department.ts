// What a department declares about itself in connectors/departments: its resources, what their records look like and
// how they become evidence. How it is reached is config/departments.yaml's to say.

import type { z } from 'zod';
import type { CitizenId } from '../domain/citizen-id.ts';
import type { DepartmentId, ResourceId } from '../domain/lookup.ts';
import type { EvidenceDraft } from './connector.ts';

export type Resource<Foreign = unknown> = {
  readonly id: ResourceId;
  /** The record as the department's system sends it; parsing translates its texts and codes. */
  readonly record: z.ZodType<Foreign>;
  /** The record's fields that hold the ID numbers of the persons it is about. */
  readonly idFields: readonly [string, ...string[]];
  /** All of one person's records at once, since some departments spread one fact over several rows. */
  evidence(records: readonly Foreign[], asked: CitizenId): EvidenceDraft[];
  /** Where the records lie when the department is reached over SQL. */
  readonly table?: ExchangeTable;
};

/** A table of a front-end exchange database (前置库), refreshed by the department. */
export type ExchangeTable = {
  readonly name: string;
  /** Rows of a later date than the question's are not yet there for it. */
  readonly recordedOn: string;
  /** The exchange database's own list of when each table was refreshed, and up to which day. */
  readonly refreshes: { readonly name: string; readonly table: string; readonly asOf: string };
};

export type Department = {
  readonly id: DepartmentId;
  readonly resources: readonly Resource[];
};

/** Declares a resource: checks that its evidence is made from what its schema yields, then forgets the type. */
export function resource<Foreign>(id: string, declared: Omit<Resource<Foreign>, 'id'>): Resource {
  return { ...declared, id: id as ResourceId };
}

/** The resource's name as the department's protocols use it: `public-security.vehicle` → `vehicle`. */
export function wireName(id: ResourceId): string {
  return id.slice(id.indexOf('.') + 1);
}
