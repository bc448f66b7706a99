// Objections in the viewer's name: recording one and deciding it, both read and written under row-level security.

import type { Language } from '../../config/messages/language.ts';
import type { CorrectionRequest, Objection, ObjectionOutcome } from '../../domain/objection.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { GivenFile } from '../../jobs/objections/attachments.ts';
import {
  type AskedCorrection,
  askForCorrection,
  correctionAnswered,
} from '../../jobs/objections/corrections.ts';
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
      return raiseObjection({ ...raised, by }, recheckRoom, store.as(viewer));
    },

    /** @throws HeduiError OBJECTION_UNKNOWN, OBJECTION_REFUSED */
    async decideObjection(
      id: number,
      decision: { readonly outcome: ObjectionOutcome; readonly reason: string },
    ): Promise<Objection> {
      return decideObjection(id, { ...decision, by }, recheckRoom, store.as(viewer));
    },

    /** @throws HeduiError OBJECTION_UNKNOWN, OBJECTION_REFUSED */
    async askForCorrection(asked: Omit<AskedCorrection, 'by'>): Promise<CorrectionRequest> {
      await store.as(viewer).objections.get(asked.objectionId);
      return askForCorrection({ ...asked, by }, recheckRoom);
    },

    /** @throws HeduiError OBJECTION_UNKNOWN; OBJECTION_REFUSED when it was answered before */
    async correctionAnswered(
      id: number,
      answer: { readonly answer: 'corrected' | 'refused'; readonly said: string },
    ): Promise<void> {
      await store.as(viewer).corrections.get(id);
      await correctionAnswered(id, { ...answer, by }, recheckRoom);
    },

    /** @throws HeduiError OBJECTION_UNKNOWN; OBJECTION_REFUSED while it is not decided */
    async objectionLetter(id: number, office: ReportOffice, language: Language): Promise<Buffer> {
      await store.as(viewer).objections.get(id);
      return objectionLetter(id, office, language, recheckRoom);
    },
  };
}
