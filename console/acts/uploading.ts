// A batch file that arrives in pieces, in the viewer's name: begun, added to, and made a batch of once it is whole.

import { isFaultOfFile } from '../../domain/errors.ts';
import type { Viewer } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { Submitted } from '../../jobs/submit-batch.ts';
import type { PieceKept, UploadState } from '../../store/uploads.ts';
import { newToken } from '../tokens.ts';
import { type Order, submitting } from './submitting.ts';

export type TakenIn =
  | { readonly kind: 'taken'; readonly submitted: Pick<Submitted, 'batchId' | 'alreadySubmitted'> }
  /** Another request is at it: ask how far it is. */
  | { readonly kind: 'under-way' }
  /** Pieces are missing. */
  | { readonly kind: 'not-whole'; readonly received: number };

export function uploading(
  engine: Pick<Engine, 'store' | 'queues' | 'settings' | 'departments'>,
  viewer: Viewer,
) {
  const { uploads } = engine.store;
  const { account } = viewer;
  return {
    /** @returns the upload's id */
    async beginUpload(name: string, bytes: number): Promise<string> {
      const id = newToken();
      await uploads.begin({ id, account, name, bytes });
      return id;
    },

    /** null when there is none of the viewer's. */
    upload: async (id: string): Promise<UploadState | null> => uploads.find(account, id),

    /** null when there is none of the viewer's. */
    addPiece: async (id: string, firstByte: number, piece: Buffer): Promise<PieceKept | null> =>
      uploads.add(account, id, firstByte, piece),

    /**
     * @returns null when there is none of the viewer's
     * @throws HeduiError FILE_NOT_READABLE, FILE_NOT_A_BATCH: the file is forgotten then
     */
    async takeUploadIn(id: string, order: Order): Promise<TakenIn | null> {
      const mine = await uploads.claim(account, id);
      const state = await uploads.find(account, id);
      if (state === null) return null;
      if (state.taken !== null) return { kind: 'taken', submitted: state.taken };
      if (state.received < state.bytes) return { kind: 'not-whole', received: state.received };
      if (!mine) return { kind: 'under-way' };
      try {
        const content = uploads.content(account, id);
        const submitted = await submitting(engine, viewer).submitFile(state.name, content, order);
        await uploads.end(id, submitted.batchId, submitted.alreadySubmitted);
        return { kind: 'taken', submitted };
      } catch (error) {
        await (isFaultOfFile(error) ? uploads.giveUp(id) : uploads.release(id));
        throw error;
      }
    },
  };
}
