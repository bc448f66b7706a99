// Departments reached through a front-end exchange database (前置库): a PostgreSQL, MySQL or MariaDB that the department
// fills and that we may read. One query for all persons of a question: one a person takes 27 times as long.

import { performance } from 'node:perf_hooks';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { type CalendarDate, parseCalendarDate } from '../../domain/calendar.ts';
import type { UnansweredReason } from '../../domain/lookup.ts';
import { AnswerSheet } from '../answer-sheet.ts';
import { askedByNumber, formsInRegisters, sortRecords } from '../asked-persons.ts';
import type { AskedPerson, AskingContext, Connector, Question } from '../connector.ts';
import type { Department, ExchangeTable, Resource } from '../department.ts';
import { errorCode } from '../error-code.ts';
import { openSlots } from '../slots.ts';
import { type ExchangeDatabase, openExchangeDatabase } from './exchange-database.ts';
import { sqlState } from './mysql-settings.ts';
import { sqlChanges } from './sql-changes.ts';

type Failure = { readonly why: UnansweredReason; readonly fault: string };

export function openSql(department: Department, declaration: DepartmentDeclaration): Connector {
  const { limits } = declaration;
  const database = openExchangeDatabase(declaration);
  const slots = openSlots(limits.concurrency);

  async function askFor(
    { resource: id, keys }: Question['wanted'][number],
    question: Question,
    { gate, signal }: AskingContext,
    sheet: AnswerSheet,
  ): Promise<void> {
    const resource = department.resources.find((known) => known.id === id);
    if (!resource?.table) return;
    const wanted = new Set(keys);
    const persons = question.persons.filter((person) => wanted.has(person.key));
    let sentAt: number | null = null;
    const settled = (fault: string | null, isDown: boolean) => {
      if (sentAt === null) return;
      const ms = Math.round(performance.now() - sentAt);
      gate.settled?.({ ms, fault, isDown, retryAfterMs: null, requestId: null });
    };
    try {
      await gate.admit(1, signal);
      sheet.requests++;
      sentAt = performance.now();
      const found = await abortable(
        query(database, resource.table, resource, persons, question),
        signal,
      );
      settled(null, false);
      enterRows(sheet, resource, persons, found);
    } catch (error) {
      const { why, fault } = failureOf(error, signal.aborted);
      settled(fault, why !== 'refused' && !signal.aborted);
      sheet.fault(id, fault);
      sheet.unanswered(id, wanted, why);
      if (why !== 'refused') sheet.againAfter();
    }
  }

  return {
    department: department.id,
    resources: department.resources.map((resource) => resource.id),
    async ask(question, context) {
      const sheet = new AnswerSheet(limits.askAgainMs);
      await Promise.all(
        question.wanted.map((wanted) => slots.run(() => askFor(wanted, question, context, sheet))),
      );
      return sheet.finish(question, 'failed');
    },
    async probe(signal) {
      const startedAt = performance.now();
      const said = await abortable(database.rows('select 1', []), signal).then(
        () => 'ready',
        (error: unknown) => failureOf(error, signal.aborted).fault,
      );
      return { ok: said === 'ready', said, ms: Math.round(performance.now() - startedAt) };
    },
    ...(declaration.changeFeed && { changes: sqlChanges(database, department) }),
    close: () => database.close(),
  };
}

/**
 * Rows of a later date are left out by the database; one whose date cannot be read must come, or its owner would seem
 * to own nothing. What sorts after this is no date.
 */
const NO_LATER_DATE = '3000-01-01';

type Found = { readonly rows: readonly unknown[]; readonly asOf: CalendarDate };

async function query(
  database: ExchangeDatabase,
  table: ExchangeTable,
  resource: Resource,
  persons: readonly AskedPerson[],
  question: Question,
): Promise<Found> {
  const numbers = persons.flatMap(({ idNumber }) => formsInRegisters(idNumber));
  const { name, recordedOn, refreshes } = table;
  const rows = await database.rows(
    `select * from ?? where ?? ${database.isOneOf} and not (coalesce(??, '') > ? and ?? < ?)`,
    [name, resource.idFields[0], numbers, recordedOn, question.asOf, recordedOn, NO_LATER_DATE],
  );
  const [refresh] = await database.rows('select max(??) as as_of from ?? where ?? = ?', [
    refreshes.asOf,
    refreshes.name,
    refreshes.table,
    name,
  ]);
  const refreshedOn = parseCalendarDate(refresh?.['as_of'] ?? '');
  const isOlder = refreshedOn !== null && refreshedOn < question.asOf;
  return { rows, asOf: isOlder ? refreshedOn : question.asOf };
}

/** A table cannot tell a person whom the department does not know from one who owns nothing: both are `none`. */
function enterRows(
  sheet: AnswerSheet,
  resource: Resource,
  persons: readonly AskedPerson[],
  { rows, asOf }: Found,
): void {
  const sorted = sortRecords(resource, askedByNumber(persons), rows);
  sheet.faultsOf(resource.id, sorted);
  for (const person of persons) {
    const said = sorted.readable.has(person.key) ? 'found' : 'none';
    sheet.answered(resource, person, said, null, sorted, asOf);
  }
}

/** SQLSTATE classes and socket errors, by what they mean for the question. */
function failureOf(error: unknown, isOutOfTime: boolean): Failure {
  const code = sqlState(error) ?? errorCode(error);
  if (isOutOfTime || code === '57014') return { why: 'timed-out', fault: 'timeout' };
  if (/^28|^42501|^3D000/.test(code)) return { why: 'refused', fault: `sqlstate-${code}` };
  if (/^(08|53|57)/.test(code)) return { why: 'not-connected', fault: `sqlstate-${code}` };
  if (/^[0-9A-Z]{5}$/.test(code)) return { why: 'failed', fault: `sqlstate-${code}` };
  return { why: 'not-connected', fault: 'unreachable' };
}

/** The server's own statement timeout ends a query that nobody waits for any more. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
