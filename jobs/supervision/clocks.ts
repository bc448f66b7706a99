// By when each step must be done: reports of a batch, answers of departments, objections, corrections. Pure.

import { type DeadlineBooks, dueOn } from '../../config/deadlines.ts';
import type { RecheckSettings } from '../../config/recheck.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { CorrectionRequest, Objection } from '../../domain/objection.ts';
import type { Card, Clock } from '../../domain/supervision.ts';
import type { WatchedBatch } from '../../store/supervision.ts';

/** @param asked the departments that the batch's scheme needs. A step for which no standard sets the days has no clock. */
export function clocksOfBatch(
  batch: WatchedBatch,
  asked: readonly DepartmentId[],
  books: DeadlineBooks,
): Clock[] {
  const { id, region, submittedOn, scheme } = batch;
  const due = (step: 'report' | 'department') =>
    dueOn({ step, on: submittedOn, region, scheme }, books);
  const [reportDue, answersDue] = [due('report'), due('department')];
  const begun = { region, startedOn: submittedOn };
  const answers = new Map(batch.departments.map((one) => [one.department, one]));
  const clocks: Clock[] = [];
  if (reportDue !== null) {
    const step = { kind: 'report', department: null, dueOn: reportDue } as const;
    clocks.push({ ...begun, ...step, subject: id, doneOn: batch.reportedOn });
  }
  if (answersDue === null) return clocks;
  for (const department of asked) {
    const answer = answers.get(department);
    // Everything reused from other batches: it was never asked, and is done.
    const doneOn = answer?.isComplete ? (answer.answeredOn ?? submittedOn) : null;
    const step = { kind: 'department', department, dueOn: answersDue } as const;
    clocks.push({ ...begun, ...step, subject: `${id}/${department}`, doneOn });
  }
  return clocks;
}

export function clockOfObjection(objection: Objection): Clock {
  const { id, region, receivedOn, dueOn, decidedAt } = objection;
  return {
    subject: `O${id}`,
    kind: 'objection',
    region,
    department: null,
    startedOn: receivedOn,
    dueOn,
    doneOn: decidedAt === null ? null : shanghaiDate(new Date(decidedAt)),
  };
}

export function clockOfCorrection(
  { id, department, askedOn, dueOn, answeredOn }: CorrectionRequest,
  { region }: Pick<Objection, 'region'>,
): Clock {
  return {
    subject: `C${id}`,
    kind: 'correction',
    region,
    department,
    startedOn: askedOn,
    dueOn,
    doneOn: answeredOn,
  };
}

/** Cards for steps that still run: red behind their last day, yellow when few working days are left. */
export function cardsFor(
  running: readonly Clock[],
  today: CalendarDate,
  {
    recheck,
    workingDays,
  }: { readonly recheck: RecheckSettings } & Pick<DeadlineBooks, 'workingDays'>,
): Card[] {
  return running.flatMap((clock): Card[] => {
    if (today > clock.dueOn) return [{ clock, level: 'red', givenOn: today }];
    const left = workingDays.workingDaysBetween(today, clock.dueOn);
    return left <= recheck.yellowDaysLeft ? [{ clock, level: 'yellow', givenOn: today }] : [];
  });
}
