// What one person's answer becomes when a department sends given records.

import { AnswerSheet } from '../../connectors/answer-sheet.ts';
import { askedByNumber, sortRecords } from '../../connectors/asked-persons.ts';
import type { PersonAnswer } from '../../connectors/connector.ts';
import { DEPARTMENTS } from '../../connectors/connector-list.ts';
import type { Resource } from '../../connectors/department.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import { question } from './questions.ts';

export const MAN = '371002199001010015' as CitizenId;
export const WOMAN = '371081195506150029' as CitizenId;
export const RESOURCES = DEPARTMENTS.flatMap(({ resources }) => resources);

export function resourceOf(id: string): Resource {
  const found = RESOURCES.find((one) => one.id === id);
  if (!found) throw new Error(`no resource ${id}`);
  return found;
}

/** What one person's answer is when the department sends these records of them. */
export function answerWith(
  id: string,
  records: readonly object[],
  asked: CitizenId = MAN,
): PersonAnswer {
  const resource = resourceOf(id);
  const one = question([{ name: '张三', idNumber: asked }], [id]);
  const [person] = one.persons;
  if (!person) throw new Error('unreachable');
  const sheet = new AnswerSheet();
  const sorted = sortRecords(resource, askedByNumber(one.persons), records);
  sheet.answered(resource, person, 'found', null, sorted, asCalendarDate('2026-07-01'));
  return sheet.finish(one, 'failed').answers[0] as PersonAnswer;
}
