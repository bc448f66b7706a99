// Households that receive help are taken in: by a list that names applicant, class and since when, or a whole batch. They
// must have been verified here before, since a recheck compares with a report and asks under its authorisations.

import { createReadStream } from 'node:fs';
import papaparse from 'papaparse';
import { type RecheckSettings, intervalDays, isBlackout } from '../../config/recheck.ts';
import type { StandardsBook } from '../../config/standards.ts';
import {
  addDays,
  type CalendarDate,
  daysBetween,
  parseCalendarDate,
} from '../../domain/calendar.ts';
import { type CitizenId, parseCitizenId } from '../../domain/citizen-id.ts';
import { HeduiError, type Said } from '../../domain/errors.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { SUPPORT_CLASSES, type SupportClass } from '../../domain/support.ts';
import type { Store } from '../../store/store.ts';
import type { Candidate, NewSupport } from '../../store/rechecks/support-intake.ts';
import { openEndedDays } from '../lookup/asking-terms.ts';
import { authorisedUntil } from './authorisations.ts';
import { readLoad } from './next-due.ts';
import { leastLoaded, type Load, whileAuthorised, windowOf } from './spread.ts';

type Room = {
  readonly store: Store;
  readonly recheck: RecheckSettings;
  readonly standards: StandardsBook;
};

export type RejectedSupport = { readonly row: number; readonly said: Said };
export type TakenIn = {
  readonly rows: number;
  readonly taken: number;
  readonly isNew: number;
  readonly rejected: readonly RejectedSupport[];
};

const COLUMNS = {
  idNumber: ['id_number', '身份证号码', '申请人身份证号码'],
  class: ['class', '类别'],
  since: ['since', '享受起始', '起始日期'],
} as const;

const REJECTED = {
  id: {
    zh: '身份证号码不正确。请填写申请人的18位号码。',
    en: 'The ID number is not valid. Give the 18 characters of the applicant’s.',
  },
  class: { zh: '类别应为 A、B 或 C。', en: 'The class must be A, B or C.' },
  since: {
    zh: '享受起始日期无法识别，应如 2026-07-01。',
    en: 'The date since when help is received cannot be read; write it like 2026-07-01.',
  },
  unknown: {
    zh: '没有该申请人此事项的核对报告。请先按批次核对。',
    en: 'There is no report of this applicant for the scheme. Verify the household in a batch first.',
  },
} as const satisfies Record<string, Said>;

const ROWS_AT_ONCE = 2_000;

type ListedSupport = {
  readonly row: number;
  readonly idNumber: CitizenId;
  readonly class: SupportClass;
  readonly since: CalendarDate;
};

/** @throws HeduiError FILE_NOT_READABLE, FILE_NOT_A_BATCH when it lacks a column */
export async function takeInList(
  path: string,
  scheme: SchemeId,
  by: string,
  on: CalendarDate,
  room: Room,
): Promise<TakenIn> {
  const rejected: RejectedSupport[] = [];
  const load = await readLoad(on, room);
  let [rows, taken, isNew] = [0, 0, 0];
  let page: ListedSupport[] = [];
  const take = async () => {
    const byId = await room.store.supportIntake.candidatesByApplicant(
      scheme,
      page.map(({ idNumber }) => idNumber),
    );
    const known = page.flatMap((listed) => {
      const candidate = byId.get(listed.idNumber);
      if (!candidate) rejected.push({ row: listed.row, said: REJECTED.unknown });
      return candidate ? [{ candidate, terms: listed }] : [];
    });
    const supports = await supportsOf(known, on, load, room);
    isNew += await room.store.supportIntake.takeIn(supports, by, on);
    taken += supports.length;
    page = [];
  };
  for await (const cells of rowsOf(path)) {
    rows += 1;
    const read = listedIn(cells, rows + 1);
    if ('said' in read) rejected.push(read);
    else page.push(read);
    if (page.length === ROWS_AT_ONCE) await take();
  }
  await take();
  return { rows, taken, isNew, rejected };
}

/** Every household of a batch that has a report. */
export async function takeInBatch(
  batchId: string,
  terms: { readonly class: SupportClass; readonly since: CalendarDate },
  by: string,
  on: CalendarDate,
  room: Room,
): Promise<TakenIn> {
  const candidates = await room.store.supportIntake.candidatesOfBatch(batchId);
  const load = await readLoad(on, room);
  let isNew = 0;
  for (let start = 0; start < candidates.length; start += ROWS_AT_ONCE) {
    const page = candidates.slice(start, start + ROWS_AT_ONCE);
    const supports = await supportsOf(
      page.map((candidate) => ({ candidate, terms })),
      on,
      load,
      room,
    );
    isNew += await room.store.supportIntake.takeIn(supports, by, on);
  }
  return { rows: candidates.length, taken: candidates.length, isNew, rejected: [] };
}

type Terms = { readonly class: SupportClass; readonly since: CalendarDate };

async function supportsOf(
  known: readonly { readonly candidate: Candidate; readonly terms: Terms }[],
  on: CalendarDate,
  load: Load,
  room: Room,
): Promise<NewSupport[]> {
  const households = await room.store.gathering.households(
    known.map(({ candidate }) => candidate.householdId),
  );
  const householdOf = new Map(households.map(({ id, household }) => [id, household]));
  return known.flatMap(({ candidate, terms }) => {
    const household = householdOf.get(candidate.householdId);
    if (!household) return [];
    const until = authorisedUntil(household, openEndedDays(room.standards, candidate.region, on));
    return [supportOf(candidate, terms, until, on, load, room)];
  });
}

/** The first recheck: within the interval of the class, and before the report ends. */
function supportOf(
  candidate: Candidate,
  { class: own, since }: Terms,
  authorisedLast: CalendarDate,
  on: CalendarDate,
  load: Load,
  { recheck }: Room,
): NewSupport {
  const { householdId, scheme, region, verifiedOn, validUntil, persons } = candidate;
  const days = intervalDays(recheck, scheme, region, own);
  const byClass = windowOf(verifiedOn, days, recheck);
  const isShort = validUntil < byClass.latest;
  const tonight = addDays(on, 1);
  // A report that ends soon leaves its whole time for evening out.
  const earliest = later(isShort ? tonight : byClass.earliest, tonight);
  const { latest } = isShort
    ? windowOf(verifiedOn, daysBetween(verifiedOn, validUntil), recheck)
    : byClass;
  const window = whileAuthorised({ earliest, latest: later(latest, earliest) }, authorisedLast);
  return {
    householdId,
    scheme,
    region,
    class: own,
    since,
    verifiedOn,
    dueOn: leastLoaded(window.earliest, window.latest, persons, load, (night) =>
      isBlackout(recheck, night),
    ),
    dueBecause: isShort ? 'validity' : 'class',
    persons,
    authorisedUntil: authorisedLast,
  };
}

function later(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}

async function* rowsOf(path: string): AsyncGenerator<Record<string, string>> {
  const parsing = papaparse.parse(papaparse.NODE_STREAM_INPUT, {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name: string) => name.replace('\uFEFF', '').trim(),
  });
  const file = createReadStream(path);
  file.on('error', (error) => parsing.destroy(error));
  try {
    for await (const row of file.pipe(parsing)) yield row as Record<string, string>;
  } catch (cause) {
    throw new HeduiError(
      'FILE_NOT_READABLE',
      { zh: '名单文件无法读取，应为 CSV。', en: 'The list cannot be read; it must be CSV.' },
      { cause },
    );
  }
}

function listedIn(
  cells: Readonly<Record<string, string>>,
  row: number,
): ListedSupport | RejectedSupport {
  const of = (column: keyof typeof COLUMNS) => {
    const name = COLUMNS[column].find((one) => Object.hasOwn(cells, one));
    if (name === undefined) throw lacksColumn(COLUMNS[column]);
    return (cells[name] ?? '').trim();
  };
  const [id, own, began] = [of('idNumber'), of('class').toUpperCase(), of('since')];
  const read = parseCitizenId(id);
  if (!('id' in read)) return { row, said: REJECTED.id };
  const supportClass = SUPPORT_CLASSES.find((one) => one === own);
  if (supportClass === undefined) return { row, said: REJECTED.class };
  const since = parseCalendarDate(began);
  if (since === null) return { row, said: REJECTED.since };
  return { row, idNumber: read.id, class: supportClass, since };
}

function lacksColumn(names: readonly string[]): HeduiError {
  return new HeduiError('FILE_NOT_A_BATCH', {
    zh: `名单缺少列：${names.at(-1)}（${names[0]}）。应有：身份证号码、类别、享受起始。`,
    en: `The list lacks the column ${names[0]}. It wants id_number, class and since.`,
  });
}
