// What a department has answered about a person before, in whichever batch or household: found by the blind index of the
// ID number, so that a still valid answer need not be asked for again.

import { answerOfText } from '../domain/answer-text.ts';
import type { CalendarDate, Instant } from '../domain/calendar.ts';
import type { CitizenId } from '../domain/citizen-id.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Household } from '../domain/household.ts';
import type { DepartmentId, Lookup } from '../domain/lookup.ts';
import type { RegionCode } from '../domain/region.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';
import type { Database } from './database.ts';
import { blindIndex, type IndexKey } from './encryption/blind-index.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openJson, openText } from './encryption/sealed-json.ts';
import { answerPlace, householdOwner, householdPlace } from './household-keys.ts';

export type EarlierAnswer = {
  readonly idNumber: CitizenId;
  /** Under which the person was asked about then. */
  readonly name: string;
  readonly region: RegionCode;
  readonly lookups: readonly Lookup[];
  readonly evidence: readonly Evidence[];
};

export type EarlierTerms = {
  readonly department: DepartmentId;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  /** Answers of a verification in the same month, on or before this day: records are asked for the same months. */
  readonly verifiedOn: CalendarDate;
  /** Older answers are not looked at. */
  readonly since: Instant;
};

type EarlierRow = {
  id: number;
  no: number;
  region: RegionCode;
  verification: number;
  key_wrapped: Buffer;
  key_version: number;
  household: Buffer;
  answer: Buffer;
};

export type EarlierAnswers = ReturnType<typeof earlierAnswersIn>;

export function earlierAnswersIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    /** Only where household and key are still there; the last answered first. */
    async about(
      idNumbers: readonly CitizenId[],
      { department, scheme, purpose, verifiedOn, since }: EarlierTerms,
    ): Promise<EarlierAnswer[]> {
      if (idNumbers.length === 0) return [];
      const rows = await database.rows<EarlierRow>(
        `select h.id, p.no, h.region, h.verification, h.key_wrapped, h.key_version,
                h.sealed as household, a.sealed as answer
         from persons p
         join households h on h.id = p.household_id
         join batches b on b.id = h.batch_id
         join answers a on a.household_id = h.id and a.verification = h.verification
         where p.id_index = any($1) and a.department = $2 and a.answered_at >= $6
           and h.key_wrapped is not null and b.state = 'running' and b.scheme = $3 and b.purpose = $4
           and b.verified_on between date_trunc('month', $5::date) and $5::date
         order by a.answered_at desc, h.id desc, p.no`,
        [
          idNumbers.map((idNumber) => blindIndex(indexKey, 'citizen-id', idNumber)),
          department,
          scheme,
          purpose,
          verifiedOn,
          since,
        ],
      );
      return rows.flatMap((row) => opened(row, department, dataKeys));
    },
  };
}

function opened(row: EarlierRow, department: DepartmentId, dataKeys: DataKeys): EarlierAnswer[] {
  const wrapped = { wrapped: row.key_wrapped, version: row.key_version };
  const key = dataKeys.unwrap(householdOwner(row.id), wrapped);
  const household = openJson<Household>(row.household, key, householdPlace(row.id));
  const person = household.persons.find(({ no }) => no === row.no);
  if (!person?.idNumber) return [];
  const place = answerPlace(row.id, row.verification, department);
  const said = answerOfText(openText(row.answer, key, place), department);
  return [
    {
      idNumber: person.idNumber,
      name: person.name,
      region: row.region,
      lookups: said.lookups.filter(({ personNo }) => personNo === row.no),
      evidence: said.evidence.filter(({ personNo }) => personNo === row.no),
    },
  ];
}
