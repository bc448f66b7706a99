// A message on its way in: whose it is, whether it is theirs, whether it is new; then what it says. Nothing of it is
// believed before its signature is checked.

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Partner } from '../../config/partners.ts';
import {
  type ErrorCode,
  openEnvelope,
  type RequestHeader,
  requestHeader,
} from '../../connectors/spdci/envelope.ts';
import { isTimely, openMessageIds } from '../../connectors/spdci/message-ids.ts';
import { openSigning, type Signing } from '../../connectors/spdci/signing.ts';

export type Refused = {
  readonly ok: false;
  readonly status: 400 | 401 | 403 | 429;
  readonly code: ErrorCode;
};
export type Received<Message> = {
  readonly ok: true;
  readonly header: RequestHeader;
  readonly message: Message;
};

/** A registered partner, and how it signs. */
export type Correspondent = { readonly partner: Partner; readonly signing: Signing };

export type Incoming = {
  /** By its bearer token. */
  correspondent(authorization: string | undefined): Correspondent | Refused;
  /** @param action that the address stands for */
  read<Message>(
    bytes: unknown,
    from: Correspondent,
    action: string,
    schema: z.ZodType<Message>,
  ): Promise<Received<Message> | Refused>;
};

/** @throws TypeError when a partner's key cannot be read */
export function openIncoming(
  registryId: string,
  partners: readonly Partner[],
  now: () => Date,
): Incoming {
  // By the token's digest: how long a look-up takes then tells nothing about the token.
  const byToken = new Map<string, Correspondent & { room: Room }>();
  for (const partner of partners) {
    const signing = openSigning(partner.signature, registryId, partner.id);
    byToken.set(digest(partner.token), { partner, signing, room: newRoom(partner) });
  }
  const messageIds = openMessageIds();

  function faultOf(header: RequestHeader, partner: Partner, action: string): Refused | null {
    if (header.sender_id !== partner.id) return refused(403, 'err.sender_id.invalid');
    if (header.receiver_id && header.receiver_id !== registryId) {
      return refused(400, 'err.receiver_id.invalid');
    }
    if (!(header.version ?? '1.0.0').startsWith('1.')) {
      return refused(400, 'err.version.not_supported');
    }
    if (header.is_msg_encrypted === true) return refused(400, 'err.encryption.invalid');
    if (header.action !== action || !isTimely(header.message_ts, now())) {
      return refused(400, 'err.request.bad');
    }
    // Last, so that an id is used up only by a message that would have been taken.
    return messageIds.take(partner.id, header.message_id) ? null : refused(400, 'err.request.bad');
  }

  return {
    correspondent(authorization) {
      const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
      const known = token === undefined ? undefined : byToken.get(digest(token));
      if (!known) return refused(401, 'err.request.unauthorized');
      return hasRoom(known.room, now()) ? known : refused(429, 'err.request.too_many_requests');
    },
    async read(bytes, { partner, signing }, action, schema) {
      if (!Buffer.isBuffer(bytes)) return refused(400, 'err.request.bad');
      const opened = await openEnvelope(bytes, signing, now());
      if (!opened.ok) return refused(opened.code === 'err.request.bad' ? 400 : 401, opened.code);
      const header = requestHeader.safeParse(opened.content['header']);
      const message = schema.safeParse(opened.content['message']);
      if (!header.success || !message.success) return refused(400, 'err.request.bad');
      const fault = faultOf(header.data, partner, action);
      return fault ?? { ok: true, header: header.data, message: message.data };
    },
  };
}

export function refused(status: Refused['status'], code: ErrorCode): Refused {
  return { ok: false, status, code };
}

/** What is left of a partner's requests, filled up steadily. */
type Room = { left: number; at: number; readonly perMinute: number };

function newRoom({ requestsPerMinute }: Partner): Room {
  return { left: requestsPerMinute, at: 0, perMinute: requestsPerMinute };
}

function hasRoom(room: Room, at: Date): boolean {
  const gained = ((at.getTime() - room.at) * room.perMinute) / 60_000;
  room.left = Math.min(room.perMinute, room.left + Math.max(0, gained));
  room.at = at.getTime();
  if (room.left < 1) return false;
  room.left -= 1;
  return true;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
