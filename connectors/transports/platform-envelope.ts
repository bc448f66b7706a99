// The envelope in which an exchange platform answers, always with HTTP 200: a business code, and what was asked for when
// all went well. {"code": "0000", "message": "…", "data": {…}, "retryAfterSeconds": 3600}

import { z } from 'zod';
import type { UnansweredReason } from '../../domain/lookup.ts';
import { failure, type Reply } from './http-reply.ts';

const envelope = z.object({
  code: z.string().regex(/^\w{1,20}$/),
  data: z.unknown(),
  /** When to ask again. */
  retryAfterSeconds: z
    .number()
    .min(0)
    .max(366 * 86_400)
    .nullish(),
});

const DONE = '0000';
/** What each code means for the question. Any other is a failure that may pass. */
const CODES: Readonly<Record<string, { why: UnansweredReason; passes: boolean }>> = {
  /** signature or its date not accepted */
  '4001': { why: 'refused', passes: false },
  /** application number unknown, expired, or not for this purpose */
  '4003': { why: 'refused', passes: false },
  /** no such resource in the catalogue, or not released to us */
  '4004': { why: 'refused', passes: false },
  /** quota of the resource used up */
  '4029': { why: 'refused', passes: true },
  /** the department behind the platform does not answer it */
  '5001': { why: 'not-connected', passes: true },
  /** maintenance window of the platform */
  '5003': { why: 'outside-hours', passes: true },
};

export function readEnvelope(body: unknown): Reply {
  const read = envelope.safeParse(body);
  if (!read.success) return failure('failed', 'reply-shape');
  const { code, data, retryAfterSeconds } = read.data;
  if (code === DONE) return { ok: true, body: data };
  const { why, passes } = CODES[code] ?? { why: 'failed', passes: true };
  const afterMs = retryAfterSeconds == null ? null : retryAfterSeconds * 1000;
  return failure(why, `platform-${code}`, { isRepeatable: passes, afterMs });
}
