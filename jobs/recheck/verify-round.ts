// The work of a `verify` job, by what its batch is: first reports, rechecks and objections, or changed standards.

import type { Done, VerifyJob } from '../queues.ts';
import { verifyChunk } from '../verify/verify-chunk.ts';
import type { RecheckRoom } from './recheck-room.ts';
import { settleRechecks } from './settle-rechecks.ts';
import { verifyUnderNewStandards } from './new-standards.ts';

export async function verifyRound(job: VerifyJob, room: RecheckRoom): Promise<Done> {
  const chunk = await room.store.households.chunk(job.chunk);
  const batch = await room.store.batches.get(chunk.batchId);
  switch (batch.kind) {
    case 'submitted':
      return verifyChunk(job, room);
    case 'standards':
      return verifyUnderNewStandards(job, batch, room);
    case 'recheck':
    case 'objection':
      return settleRechecks(job, batch, room);
  }
}
