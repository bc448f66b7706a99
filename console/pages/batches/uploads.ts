// How the script of the submit page sends a file: piece by piece, so that a line that breaks costs one piece and no more.

import { z } from 'zod';
import { SUBMIT } from '../../../config/messages/work.ts';
import { parseCalendarDate } from '../../../domain/calendar.ts';
import { isFaultOfFile } from '../../../domain/errors.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { type Answer, route } from '../../route.ts';

/** 100,000 households in a workbook take about 40 MB; in a CSV 60 MB. */
export const LARGEST_BYTES = 256 * 1024 * 1024;
/** Some seconds on the slow line of a town: so much is sent again when it breaks. */
const PIECE_BYTES = 1024 * 1024;
/** A fast line sends fifty pieces a second. */
const PIECES_A_MINUTE = 3_000;

const params = z.object({ upload: z.string().regex(/^[\w-]{43}$/) });

export const beginUpload = route({
  method: 'POST',
  url: '/uploads',
  needs: 'batch.submit',
  api: true,
  form: z.object({
    name: z.string().min(1).max(300),
    bytes: z.coerce.number().int().min(1),
  }),
  async answer({ form, acts }) {
    if (form.bytes > LARGEST_BYTES) return { kind: 'refused', status: 413, said: SUBMIT.tooLarge };
    const upload = await acts.beginUpload(form.name, form.bytes);
    return json({ upload, received: 0, pieceBytes: PIECE_BYTES });
  },
});

export const uploadState = route({
  method: 'GET',
  url: '/uploads/:upload',
  needs: 'batch.submit',
  api: true,
  perMinute: PIECES_A_MINUTE,
  params,
  async answer({ params: { upload }, acts }) {
    const state = await acts.upload(upload);
    if (state === null) return { kind: 'not-found' };
    const { received, isBeingTakenIn, taken } = state;
    return json({
      received,
      pieceBytes: PIECE_BYTES,
      isBeingTakenIn,
      to: taken && batchAddress(taken),
    });
  },
});

export const addPiece = route({
  method: 'POST',
  url: '/uploads/:upload/pieces',
  needs: 'batch.submit',
  api: true,
  takesPiece: { largestBytes: PIECE_BYTES },
  perMinute: PIECES_A_MINUTE,
  params,
  query: z.object({ from: z.coerce.number().int().min(0) }),
  async answer({ params: { upload }, query: { from }, request, acts }) {
    const piece = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (piece.length === 0) return { kind: 'refused', status: 400, said: SUBMIT.noFile };
    const kept = await acts.addPiece(upload, from, piece);
    if (kept === null) return { kind: 'not-found' };
    return json({ received: kept.received }, kept.kind === 'kept' ? 200 : 409);
  },
});

export const takeUploadIn = route({
  method: 'POST',
  url: '/uploads/:upload/batch',
  needs: 'batch.submit',
  api: true,
  params,
  form: z.object({
    scheme: z.enum(SCHEMES),
    verifiedOn: z.string().max(20),
    again: z.string().optional(),
  }),
  async answer({ params: { upload }, form, acts }) {
    const verifiedOn = parseCalendarDate(form.verifiedOn);
    if (verifiedOn === null) return { kind: 'refused', status: 422, said: SUBMIT.dateWrong };
    try {
      const order = { scheme: form.scheme, verifiedOn, again: form.again !== undefined };
      const came = await acts.takeUploadIn(upload, order);
      if (came === null) return { kind: 'not-found' };
      if (came.kind === 'taken') return json({ to: batchAddress(came.submitted) });
      if (came.kind === 'under-way') return json({ isBeingTakenIn: true }, 202);
      return json({ received: came.received }, 409);
    } catch (error) {
      if (isFaultOfFile(error)) return { kind: 'refused', status: 422, said: error.said };
      throw error;
    }
  },
});

export function batchAddress({
  batchId,
  alreadySubmitted,
}: {
  readonly batchId: string;
  readonly alreadySubmitted: boolean;
}): string {
  return `/batches/${batchId}?came=${alreadySubmitted ? 'known' : 'taken'}`;
}

function json(content: unknown, status = 200): Answer {
  return { kind: 'json', json: content, status };
}
