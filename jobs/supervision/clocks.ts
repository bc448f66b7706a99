// By when each step must be done: reports of a batch, answers of departments, objections, corrections. Pure.

import type { RecheckSettings } from '../../config/recheck.ts';
import { reportDays } from '../../config/recheck.ts';
import type { WorkingDays } from '../../config/working-days.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { CorrectionRequest, Objection } from '../../domain/objection.ts';
import type { Card, Clock } from '../../domain/supervision.ts';
import type { WatchedBatch } from '../../store/supervision.ts';

export type ClockTerms = {
  readonly recheck: RecheckSettings;
  readonly workingDays: WorkingDays;
};

/** @param asked the departments that the batch's scheme needs */
export function clocksOfBatch(
  batch: WatchedBatch,
  asked: readonly DepartmentId[],
  { recheck, workingDays }: ClockTerms,
): Clock[] {
  const { id, region, submittedOn, scheme } = batch;
  const due = (days: number) => workingDays.addWorkingDays(submittedOn, days);
  const answers = new Map(batch.departments.map((one) => [one.department, one]));
  return [
    {
      subject: id,
      kind: 'report',
      region,
      department: null,
      startedOn: submittedOn,
      dueOn: due(reportDays(recheck, scheme)),
      doneOn: batch.reportedOn,
    },
    ...asked.map((department): Clock => {
      const answer = answers.get(department);
      return {
        subject: `${id}/${department}`,
        kind: 'department',
        region,
        department,
        startedOn: submittedOn,
        dueOn: due(recheck.deadlines.department),
        // Everything reused from other batches: it was never asked, and is done.
        doneOn: answer?.isComplete ? (answer.answeredOn ?? submittedOn) : null,
      };
    }),
  ];
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
  { recheck, workingDays }: ClockTerms,
): Card[] {
  return running.flatMap((clock): Card[] => {
    if (today > clock.dueOn) return [{ clock, level: 'red', givenOn: today }];
    const left = workingDays.workingDaysBetween(today, clock.dueOn);
    return left <= recheck.deadlines.yellowDaysLeft
      ? [{ clock, level: 'yellow', givenOn: today }]
      : [];
  });
}
