// Sealed reports beside all that they were computed from, for whoever computes them again.

import { answerOfText, type Said } from '../domain/answer-text.ts';
import type { Household } from '../domain/household.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { type BatchId, type ChunkId, batchNumber, chunkIdOf, chunkNumbers } from './batch-ids.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, openText } from './encryption/sealed-json.ts';
import { answerPlace, householdOwner, householdPlace, reportPlace } from './household-keys.ts';
import { reportUnknown } from './reports.ts';

/** One report and what is stored now of the household and the answers behind it. */
export type ReplaySource = {
  readonly number: string;
  /** False once another report of the same verification took its place. */
  readonly isCurrent: boolean;
  /** Whether no later verification of the household has a report. */
  readonly isLatestVerification: boolean;
  /** The sealed report, byte for byte. */
  readonly json: string;
  readonly household: Household;
  readonly lookups: Said['lookups'];
  readonly evidence: Said['evidence'];
  /** The same as they are stored, which is what the receipt digests. */
  readonly answerTexts: readonly string[];
};

type ReportRow = {
  household_id: number;
  verification: number;
  version: number;
  number: string;
  is_current: boolean;
  is_latest: boolean;
  report: Buffer;
  key_wrapped: Buffer;
  key_version: number;
  household: Buffer;
};

type AnswerRow = {
  household_id: number;
  verification: number;
  department: DepartmentId;
  sealed: Buffer;
};

const REPORT = `
  r.household_id, r.verification, r.version, r.number, r.is_current,
  not exists (select from reports later where later.household_id = r.household_id and later.verification > r.verification)
    as is_latest,
  r.sealed as report, h.key_wrapped, h.key_version, h.sealed as household`;

export type ReplaySources = ReturnType<typeof replaySourcesIn>;

export function replaySourcesIn(database: Database, dataKeys: DataKeys) {
  return {
    /** @throws HeduiError REPORT_UNKNOWN, also when the household's key was erased. */
    async ofReport(number: string): Promise<ReplaySource> {
      const rows = await database.rows<ReportRow>(
        `select ${REPORT} from reports r join households h on h.id = r.household_id
         where r.number = $1 and h.key_wrapped is not null`,
        [number],
      );
      const [source] = await withAnswers(rows);
      if (source === undefined) throw reportUnknown();
      return source;
    },

    /** Every report that a chunk's households have of its batch, superseded ones too; none of an erased household. */
    async ofChunk(chunkId: ChunkId): Promise<ReplaySource[]> {
      const { batch, seq } = chunkNumbers(chunkId);
      const rows = await database.rows<ReportRow>(
        `select ${REPORT}
         from chunks c
         join household_places p on p.batch_id = c.batch_id and p.seq between c.first_seq and c.last_seq
         join households h on h.id = p.household_id
         join reports r on r.household_id = h.id and r.batch_id = c.batch_id
         where c.batch_id = $1 and c.seq = $2 and h.key_wrapped is not null
         order by p.seq, r.verification, r.version`,
        [batch, seq],
      );
      return withAnswers(rows);
    },

    /** The chunks of a batch, or of every batch, in order. */
    async chunks(batchId: BatchId | null): Promise<ChunkId[]> {
      const rows = await database.rows<{ batch_id: number; seq: number }>(
        `select batch_id, seq from chunks where $1::bigint is null or batch_id = $1
         order by batch_id, seq`,
        [batchId === null ? null : batchNumber(batchId)],
      );
      return rows.map((row) => chunkIdOf(row.batch_id, row.seq));
    },
  };

  async function withAnswers(reports: readonly ReportRow[]): Promise<ReplaySource[]> {
    const answers = await database.rows<AnswerRow>(
      `select household_id, verification, department, sealed from answers
       where household_id = any($1) order by household_id, verification, department`,
      [[...new Set(reports.map((row) => row.household_id))]],
    );
    const answersOf = new Map<string, AnswerRow[]>();
    for (const answer of answers) {
      const place = `${answer.household_id}/${answer.verification}`;
      const known = answersOf.get(place);
      if (known === undefined) answersOf.set(place, [answer]);
      else known.push(answer);
    }
    return reports.map((row) => {
      const { household_id: id, verification } = row;
      const wrappedKey = { wrapped: row.key_wrapped, version: row.key_version };
      const key = dataKeys.unwrap(householdOwner(id), wrappedKey);
      const stored = answersOf.get(`${id}/${verification}`) ?? [];
      const answerTexts = stored.map(({ department, sealed }) =>
        openText(sealed, key, answerPlace(id, verification, department)),
      );
      const said = answerTexts.map((text, place) =>
        answerOfText(text, stored[place]?.department as DepartmentId),
      );
      return {
        number: row.number,
        isCurrent: row.is_current,
        isLatestVerification: row.is_latest,
        json: openText(row.report, key, reportPlace(id, verification, row.version)),
        household: openJson<Household>(row.household, key, householdPlace(id)),
        lookups: said.flatMap(({ lookups }) => lookups),
        evidence: said.flatMap(({ evidence }) => evidence),
        answerTexts,
      };
    });
  }
}
