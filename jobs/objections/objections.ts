// An objection from its receipt to its outcome (异议处理): recorded with grounds and proofs, what is disputed looked at
// afresh, decided by a person with a reason.

import { dueBy } from '../../config/deadlines.ts';
import type { WorkingDays } from '../../config/working-days.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { HeduiError } from '../../domain/errors.ts';
import type { Objection, ObjectionOutcome } from '../../domain/objection.ts';
import type { Records } from '../../store/store.ts';
import type { RecheckRoom } from '../recheck/recheck-room.ts';
import { checkAttachments, type GivenFile } from './attachments.ts';
import { disputedLookups } from './disputed-lookups.ts';
import { lookAfresh } from './look-afresh.ts';

export type ObjectionRoom = RecheckRoom & { readonly workingDays: WorkingDays };

export type RaisedObjection = {
  readonly reportNumber: string;
  /** Ids of findings: `F1`. */
  readonly findings: readonly string[];
  readonly grounds: string;
  readonly files: readonly GivenFile[];
  readonly by: string;
};

const LONGEST_TEXT = 4_000;

/**
 * Records an objection and has what it disputes looked at afresh by the departments concerned.
 * @param records as whoever takes it down may see and write them
 * @throws HeduiError REPORT_UNKNOWN, OBJECTION_REFUSED, ATTACHMENT_REFUSED
 */
export async function raiseObjection(
  raised: RaisedObjection,
  room: ObjectionRoom,
  records: Records,
): Promise<Objection> {
  const { now } = room;
  const grounds = textOf(raised.grounds, '异议理由', 'the grounds');
  const report = await records.reports.read(raised.reportNumber);
  const stored = await records.households.findByReport(raised.reportNumber);
  if (!stored) throw notHere();
  const latest = (await records.reports.latest([stored.id])).get(stored.id);
  if (latest?.number !== raised.reportNumber) {
    throw refused(
      `该报告已被 ${latest?.number ?? ''} 取代，请对新报告提出异议`,
      `report ${latest?.number ?? ''} has taken its place; dispute that one`,
    );
  }
  const lookups = disputedLookups(report.content, stored.household, raised.findings);
  if (raised.findings.length === 0 || lookups === null) {
    const known = report.content.findings.map(({ id }) => id).join(', ');
    throw refused(`请指明报告中的核对发现：${known}`, `name findings of the report: ${known}`);
  }
  const { region, scheme } = report.content;
  const receivedOn = shanghaiDate(now());
  const id = await records.objections.record(
    {
      householdId: stored.id,
      reportNumber: raised.reportNumber,
      region,
      findings: raised.findings,
      receivedOn,
      dueOn: dueBy({ step: 'objection', on: receivedOn, region, scheme }, room),
      receivedBy: raised.by,
      grounds,
      attachments: checkAttachments(raised.files),
    },
    now(),
  );
  await beginFreshLook(id, room);
  return records.objections.get(id);
}

/** Also for one whose process died before it had begun (begin-forsaken.ts). */
export async function beginFreshLook(id: number, room: ObjectionRoom): Promise<void> {
  const { store } = room;
  const objection = await store.objections.get(id);
  const [report, stored] = await Promise.all([
    store.reports.read(objection.reportNumber),
    store.households.findByReport(objection.reportNumber),
  ]);
  if (!stored) throw notHere();
  const { scheme, region, verifiedOn } = report.content;
  await lookAfresh(
    {
      householdId: stored.id,
      scheme,
      region,
      verifyOn: verifiedOn,
      lookups: disputedLookups(report.content, stored.household, objection.findings) ?? new Set(),
      kind: 'objection',
      because: 'objection',
      by: objection.receivedBy,
    },
    room,
    (batchId, verification) => store.objections.verifying(id, batchId, verification),
  );
}

/**
 * @param records as whoever decides may see and write them
 * @throws HeduiError OBJECTION_UNKNOWN, OBJECTION_REFUSED
 */
export async function decideObjection(
  id: number,
  decision: { readonly outcome: ObjectionOutcome; readonly reason: string; readonly by: string },
  { now }: Pick<ObjectionRoom, 'now'>,
  records: Pick<Records, 'objections'>,
): Promise<Objection> {
  const objection = await records.objections.get(id);
  const reason = textOf(decision.reason, '处理理由', 'the reason');
  if (decision.outcome !== 'withdrawn' && objection.state !== 'verified') {
    throw refused(
      '部门尚未全部答复（或已处理完毕），现在不能作出处理决定',
      'the departments concerned have not all answered yet, or it was decided already',
    );
  }
  if (decision.outcome === 'corrected' && objection.newReportNumber === null) {
    throw refused(
      '重新核对没有产生新报告，不能记为“更正”；如采信所附材料，请在人工复核中处理该发现',
      'the fresh look led to no new report, so nothing was corrected; where the proofs settle a finding, review it',
    );
  }
  if (!(await records.objections.decide(objection, { ...decision, reason }, now()))) {
    throw refused('该异议已处理完毕', 'it was decided already');
  }
  return records.objections.get(id);
}

export function textOf(text: string, zh: string, en: string): string {
  const plain = text.trim();
  if (plain.length === 0) throw refused(`请填写${zh}`, `give ${en}`);
  if (plain.length > LONGEST_TEXT) {
    throw refused(
      `${zh}不能超过 ${LONGEST_TEXT} 字`,
      `${en} must not be longer than ${LONGEST_TEXT} characters`,
    );
  }
  return plain;
}

export function refused(zh: string, en: string): HeduiError {
  return new HeduiError('OBJECTION_REFUSED', { zh: `${zh}。`, en: `${en}.` });
}

function notHere(): HeduiError {
  return new HeduiError('REPORT_UNKNOWN', {
    zh: '该户的资料已到保存期并已清除，无法处理异议。',
    en: 'The household’s retention has ended and its data are gone: nothing can be looked at afresh.',
  });
}
