// Objections in the viewer's name: recording one and deciding it. That the report lies in the viewer's region, the caller
// has seen by reading it under row-level security.

import type { Language } from '../../config/messages/language.ts';
import type { Objection, ObjectionOutcome } from '../../domain/objection.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { GivenFile } from '../../jobs/objections/attachments.ts';
import { objectionLetter } from '../../jobs/objections/letter.ts';
import { decideObjection, raiseObjection } from '../../jobs/objections/objections.ts';
import type { ReportOffice } from '../../reports/office.ts';

export type Raised = {
  readonly reportNumber: string;
  readonly findings: readonly string[];
  readonly grounds: string;
  readonly files: readonly GivenFile[];
};

export function objecting(
  { store, recheckRoom }: Pick<Engine, 'store' | 'recheckRoom'>,
  viewer: Viewer,
) {
  const { account: by } = viewer;
  return {
    /** @throws HeduiError REPORT_UNKNOWN, OBJECTION_REFUSED, ATTACHMENT_REFUSED */
    async raiseObjection(raised: Raised): Promise<Objection> {
      await store.as(viewer).reports.read(raised.reportNumber);
      return raiseObjection({ ...raised, by }, recheckRoom);
    },

    /** @throws HeduiError OBJECTION_UNKNOWN, OBJECTION_REFUSED */
    async decideObjection(
      id: number,
      decision: { readonly outcome: ObjectionOutcome; readonly reason: string },
    ): Promise<Objection> {
      await store.as(viewer).objections.get(id);
      return decideObjection(id, { ...decision, by }, recheckRoom);
    },

    /** @throws HeduiError OBJECTION_UNKNOWN; OBJECTION_REFUSED while it is not decided */
    async objectionLetter(id: number, office: ReportOffice, language: Language): Promise<Buffer> {
      await store.as(viewer).objections.get(id);
      return objectionLetter(id, office, language, recheckRoom);
    },
  };
}
