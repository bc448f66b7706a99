// What a viewer does about rechecks, and what an operator is shown of the coming nights.

import { addDays, shanghaiDate } from '../../domain/calendar.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import { planNights } from '../../jobs/recheck/plan-nights.ts';

const NIGHTS_PLANNED = 30;
const NIGHTS_SHOWN = 10;

export function rechecking(
  { store, recheckRoom }: Pick<Engine, 'store' | 'recheckRoom'>,
  viewer: Viewer,
) {
  return {
    markChangeSeen: (id: number) =>
      store.as(viewer).alerts.markSeen(id, viewer.account, new Date()),

    supported: () => store.supports.count(),
    plannedNights: () =>
      planNights(addDays(shanghaiDate(new Date()), 1), NIGHTS_PLANNED, recheckRoom),

    async recentNights() {
      const nights = await store.schedules.nights(NIGHTS_SHOWN);
      return Promise.all(
        nights.map(async (night) => ({
          ...night,
          outcomes: await store.rechecks.ofNight(night.night),
        })),
      );
    },
  };
}
