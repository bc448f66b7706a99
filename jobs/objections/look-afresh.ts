// Looks at some lookups of one household afresh, as of the day of its verification, and leaves the rest as it is.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { RecheckCause } from '../../domain/support.ts';
import { carryAnswers } from '../recheck/carry-answers.ts';
import type { RecheckRoom } from '../recheck/recheck-room.ts';
import { openRound, startRound } from '../recheck/rounds.ts';
import type { LookupKey } from './disputed-lookups.ts';

export type FreshLook = {
  readonly householdId: number;
  readonly scheme: SchemeId;
  readonly region: RegionCode;
  /** The day of the verification that is looked at: the same months, the same standards. */
  readonly verifyOn: CalendarDate;
  readonly lookups: ReadonlySet<LookupKey>;
  readonly kind: 'objection' | 'recheck';
  readonly because: RecheckCause;
  readonly by: string;
};

/**
 * @param note called before anybody is asked: the answers may be there sooner than whoever began can say what they are for
 * @returns false when the household is erased or another verification began meanwhile
 */
export async function lookAfresh(
  look: FreshLook,
  room: RecheckRoom,
  note: (batchId: string, verification: number) => Promise<void> = async () => {},
): Promise<boolean> {
  const { store } = room;
  const { householdId, verifyOn, scheme, kind } = look;
  const verification = (await store.gathering.verifications([householdId])).get(householdId);
  if (verification === undefined) return false;
  const answers = await store.answers.ofVerifications([{ householdId }]);
  const carried = carryAnswers(answers, {
    night: verifyOn,
    verifiedOn: verifyOn,
    isDue: false,
    openedOn: null,
    feeds: new Map(),
    hearing: { unsettled: [], since: new Map() },
    validDays: new Map(),
    disputed: look.lookups,
  });
  const { region, by } = look;
  const batchId = await openRound(kind, scheme, verifyOn, room, { region, by });
  const added = await store.gathering.add(
    batchId,
    [{ householdId, verification, carried, because: [look.because] }],
    { cause: kind, verifyOn, night: verifyOn },
  );
  if (added === 1) await note(batchId, verification + 1);
  // Only those who hold what is disputed are asked.
  const departments = new Set(
    [...look.lookups].map((key) => departmentOf(key.slice(key.indexOf(' ') + 1) as ResourceId)),
  );
  await startRound(
    batchId,
    room.departments.filter((id) => departments.has(id)),
    room,
  );
  return added === 1;
}

function departmentOf(resource: ResourceId): DepartmentId {
  return resource.slice(0, resource.indexOf('.')) as DepartmentId;
}
