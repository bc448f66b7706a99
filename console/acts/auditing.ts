// What an auditor has done in her name: samples that are kept, and the ledger proven from its first entry on.

import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { Draw, Drawn } from '../../store/spot-checks.ts';

export function auditing({ store }: Pick<Engine, 'store'>, viewer: Viewer) {
  return {
    /** @returns the sample's number */
    async keepSpotCheck(draw: Draw, drawn: Drawn): Promise<number> {
      const { account, region, purpose } = viewer;
      const by = { region, drawnBy: account, purpose: purpose ?? '' };
      const id = await store.spotChecks.keep({ ...draw, ...by }, drawn);
      await store.ledger.note([
        {
          at: draw.at,
          actor: account,
          kind: 'search',
          subject: `spot-check/${id}`,
          purpose,
          content: { draw, drawn },
        },
      ]);
      return id;
    },
    /** Has a worker verify the whole ledger, unless one is at it. */
    askToVerifyLedger: () => store.ledgerVerifications.ask(viewer.account),
    ledgerVerification: () => store.ledgerVerifications.underWay(),
    lastLedgerVerification: () => store.ledgerVerifications.last(),
    checkpoints: (limit: number) => store.ledger.checkpoints(limit),
    checkpoint: (size: number) => store.ledger.checkpoint(size),
  };
}
