// What a supervisor says of risk signals: of those alone that lie in the supervisor's region as a whole.

import { liesIn } from '../../domain/region.ts';
import type { SignalMark } from '../../domain/signal.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { Signal } from '../../store/signals/signals.ts';

/** `changed`: somebody else was quicker. `not-whole`: some of it lies elsewhere. */
export type MarkOutcome = 'written' | 'changed' | 'not-whole' | 'not-there';

export function watching({ store }: Pick<Engine, 'store'>, viewer: Viewer) {
  return {
    mayMarkSignal,

    async markSignal(id: number, mark: SignalMark['mark'], reason: string): Promise<MarkOutcome> {
      const signal = await store.as(viewer).signals.get(id);
      if (signal === null) return 'not-there';
      if (!mayMarkSignal(signal)) return 'not-whole';
      const given = { mark, by: viewer.account, reason };
      return (await store.signals.mark(id, given, new Date())) ? 'written' : 'changed';
    },
  };

  function mayMarkSignal({ region }: Signal): boolean {
    return liesIn(region, viewer.region);
  }
}
