// A department that holds a wrong record is asked to put it right (更正请求), and followed until it answers. A record
// that was corrected is fetched anew for every household in which the same person stands.

import { dueBy } from '../../config/deadlines.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { CorrectionRequest } from '../../domain/objection.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';
import { lookAfresh } from './look-afresh.ts';
import { type ObjectionRoom, refused, textOf } from './objections.ts';

export type AskedCorrection = {
  readonly objectionId: number;
  readonly resource: ResourceId;
  readonly personNo: number;
  /** What is wrong, for the department to see. */
  readonly wrong: string;
  readonly by: string;
};

/** @throws HeduiError OBJECTION_UNKNOWN, OBJECTION_REFUSED */
export async function askForCorrection(
  asked: AskedCorrection,
  room: ObjectionRoom,
): Promise<CorrectionRequest> {
  const { store, now, declarations } = room;
  const objection = await store.objections.get(asked.objectionId);
  const department = asked.resource.slice(0, asked.resource.indexOf('.')) as DepartmentId;
  if (!declarations.has(department)) {
    throw refused(
      '没有接入持有该记录的部门',
      'the department that holds the record is not declared',
    );
  }
  const household = (await store.gathering.households([objection.householdId]))[0]?.household;
  if (!household?.persons[asked.personNo - 1]) {
    throw refused('该户没有此序号的人员', 'the household has no person of this number');
  }
  const askedOn = shanghaiDate(now());
  const id = await store.corrections.ask(
    {
      objectionId: objection.id,
      householdId: objection.householdId,
      department,
      resource: asked.resource,
      personNo: asked.personNo,
      askedOn,
      dueOn: dueBy({ step: 'correction', on: askedOn, region: objection.region }, room),
      askedBy: asked.by,
      wrong: textOf(asked.wrong, '需要更正的内容', 'what is wrong'),
    },
    now(),
  );
  return store.corrections.get(id);
}

/**
 * Notes what the department answered.
 * @returns how many households are verified again because of it, the objecting one included
 * @throws HeduiError OBJECTION_UNKNOWN, OBJECTION_REFUSED when it was answered before
 */
export async function correctionAnswered(
  id: number,
  answer: { readonly answer: 'corrected' | 'refused'; readonly said: string; readonly by: string },
  room: ObjectionRoom,
): Promise<number> {
  const { store, now } = room;
  const request = await store.corrections.get(id);
  const said = textOf(answer.said, '部门答复', 'what the department said');
  const on = shanghaiDate(now());
  if (!(await store.corrections.answered(request, { ...answer, said, on }, now()))) {
    throw refused('该更正请求已有答复', 'it was answered already');
  }
  return answer.answer === 'corrected' ? fetchAnew(request, answer.by, room) : 0;
}

async function fetchAnew(
  { objectionId, householdId, personNo, resource }: CorrectionRequest,
  by: string,
  room: ObjectionRoom,
): Promise<number> {
  const { store } = room;
  const objection = await store.objections.get(objectionId);
  const { content } = await store.reports.read(objection.reportNumber);
  const isOpen = ['received', 'verifying', 'verified'].includes(objection.state);
  const own = await lookAfresh(
    {
      householdId,
      scheme: content.scheme,
      region: content.region,
      verifyOn: content.verifiedOn,
      lookups: new Set([`${personNo} ${resource}`]),
      kind: isOpen ? 'objection' : 'recheck',
      because: 'correction',
      by,
    },
    room,
    async (batchId, verification) => {
      if (isOpen) await store.objections.verifying(objectionId, batchId, verification);
    },
  );
  let begun = own ? 1 : 0;
  for (const other of await store.corrections.samePersonElsewhere(householdId, personNo)) {
    const look = await lookAfresh(
      {
        householdId: other.householdId,
        scheme: other.scheme,
        region: other.region,
        verifyOn: other.verifyOn,
        lookups: new Set([`${other.personNo} ${resource}`]),
        kind: 'recheck',
        because: 'correction',
        by,
      },
      room,
    );
    if (look) begun += 1;
  }
  return begun;
}
