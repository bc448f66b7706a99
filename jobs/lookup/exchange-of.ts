// What remains of a question for its department's scorecard and quarantine.

import type { RejectedRecord } from '../../connectors/connector.ts';
import { type CalendarDate, instant } from '../../domain/calendar.ts';
import { isAnswered } from '../../domain/lookup.ts';
import type { Answer } from '../../store/answers.ts';
import type { Exchange } from '../../store/exchanges.ts';
import type { FlawedRecord } from '../../store/quarantine.ts';
import type { LookupJob } from '../queues.ts';
import type { AskedAboutChunk } from './lookup-room.ts';

/** @param answers of the households about which something was stored that had not been known */
export function exchangeOf(
  job: Pick<LookupJob, 'chunk' | 'department'>,
  { said, persons, askedAt, answeredAt }: Omit<AskedAboutChunk, 'answersOn'>,
  answers: readonly Answer[],
): Exchange {
  // A file that is read again, by another worker at the same time too, holds what it held: only news count.
  const isNews = answers.length > 0 || said.requests > 0;
  const asked = said.answers.filter(({ corrected }) => !corrected);
  const answered = isNews ? asked.filter(isAnswered) : [];
  const took = answeredAt.getTime() - askedAt.getTime();
  return {
    department: job.department,
    chunkId: job.chunk,
    requests: said.requests,
    failedRequests: said.settledRequests.filter(({ fault }) => fault !== null).length,
    persons,
    answered: answered.length,
    unanswered: asked.filter((answer) => !isAnswered(answer)).length,
    corrected: answers.filter(({ corrects }) => corrects).length,
    records: isNews ? said.records : 0,
    flawedRecords: isNews ? said.rejected.length : 0,
    faults: said.faults,
    responseMs: said.settledRequests.filter(({ fault }) => fault === null).map(({ ms }) => ms),
    asOf: answered.reduce<CalendarDate | null>(
      (oldest, { asOf }) => (asOf !== null && (oldest === null || asOf < oldest) ? asOf : oldest),
      null,
    ),
    ms: took,
    at: instant(askedAt),
  };
}

/** A key is `household.person`, so that a record is kept with the household it was about. */
export function quarantinedOf(rejected: readonly RejectedRecord[]): FlawedRecord[] {
  return rejected.map(({ key, resource, faults, record }) => ({
    householdId: Number(key.split('.')[0]),
    resource,
    faults,
    record,
  }));
}
