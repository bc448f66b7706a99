// Where intake puts what it has read. The jobs room wires it to the store.

import type { CitizenId } from '../../domain/citizen-id.ts';
import type { Household } from '../../domain/household.ts';
import type { Rejection } from '../../domain/rejection.ts';

/** One fault of one row. A row with several faults comes several times, one after the other. */
export type RejectedRow = {
  readonly rejection: Rejection;
  /** The household's number; null when the row has none that can be read. */
  readonly ref: string | null;
  /** The row as it was read, for the export. */
  readonly cells: readonly string[];
};

export type IntakeSink = {
  addHouseholds(households: readonly Household[]): Promise<void>;
  addRejections(rows: readonly RejectedRow[]): Promise<void>;
  /**
   * Takes back the households given under these numbers, if any: more of their rows, or the same person in
   * another household, turned up later in the file. They are given again whole, or rejected. Rejections are final.
   */
  removeHouseholds(refs: readonly string[]): Promise<void>;
  /**
   * Which of these persons live in a household of another batch that is not finished, and that batch's id.
   * Asked about applicants and members, up to 1000 at a time.
   */
  alreadyOpen(idNumbers: readonly CitizenId[]): Promise<ReadonlyMap<CitizenId, string>>;
};
