// What anyone may know who has no account: whether a report counts, and whose it is. Nothing here is about a person.

import { loadOffice, type Office } from '../config/office.ts';
import type { ReportState } from '../store/report-states.ts';
import type { ActsEngine } from './acts.ts';

export type Publicly = {
  readonly reportState: (number: string) => Promise<ReportState | null>;
  readonly office: Office;
  readonly now: () => Date;
  /** Whether the store answers, and still carries this version. */
  readonly isReady: () => Promise<boolean>;
};

export function publiclyOf({ store, settings }: ActsEngine, now: () => Date): Publicly {
  return {
    reportState: (number) => store.reportStates.byNumber(number),
    office: loadOffice(settings.officeFile),
    now,
    isReady: async () => {
      try {
        return await store.isCarried();
      } catch {
        return false;
      }
    },
  };
}
