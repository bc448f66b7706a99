// Batch files that arrive in pieces, sealed as they arrive. A piece is kept whole or not at all, so whoever was cut off asks
// how far the file is and goes on from there.

import { Readable } from 'node:stream';
import { type BatchId, batchIdOf, batchNumber } from './batch-ids.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { open, seal } from './encryption/envelope.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { openJson, sealJson } from './encryption/sealed-json.ts';

export type NewUpload = {
  /** Random, and known to the one who sends the file. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly bytes: number;
};

export type UploadState = {
  readonly name: string;
  readonly bytes: number;
  /** From the file's beginning on. */
  readonly received: number;
  readonly isBeingTakenIn: boolean;
  /** What became of it; null until then. */
  readonly taken: { readonly batchId: BatchId; readonly alreadySubmitted: boolean } | null;
};

/** `received` is true of the upload either way. `elsewhere`: the piece does not begin where the file ends so far. */
export type PieceKept = { readonly kind: 'kept' | 'elsewhere'; readonly received: number };

const KEPT = '1 day';
/** An account that begins more gives up its oldest: nobody fills the disk by beginning. */
const OPEN_AT_MOST = 3;
/** Whoever takes it in and has not ended by now is dead. */
const TAKEN_IN_WITHIN = '10 minutes';

type UploadRow = {
  id: string;
  bytes: number;
  received: number;
  is_being_taken_in: boolean;
  batch_id: number | null;
  already_submitted: boolean | null;
  key_wrapped: Buffer;
  key_version: number;
  name_sealed: Buffer;
};

const COLUMNS = `id, bytes, received, batch_id, already_submitted, key_wrapped, key_version, name_sealed,
  taking_in_since > now() - interval '${TAKEN_IN_WITHIN}' and batch_id is null as is_being_taken_in`;

export type Uploads = ReturnType<typeof uploadsIn>;

export function uploadsIn(database: Database, dataKeys: DataKeys) {
  return {
    /** Forgets what is too old, and the account's oldest beyond a few. */
    async begin({ id, account, name, bytes }: NewUpload): Promise<void> {
      await this.sweep();
      await database.rows(
        `delete from uploads where account = $1 and id not in (
           select id from uploads where account = $1 order by begun_at desc limit $2)`,
        [account, OPEN_AT_MOST - 1],
      );
      const { wrapped, version, key } = dataKeys.create(owner(id));
      await database.rows(
        `insert into uploads (id, account, bytes, key_wrapped, key_version, name_sealed)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, account, bytes, wrapped, version, sealJson(name, key, `${owner(id)}/name`)],
      );
    },

    /** null when there is none, it is somebody else's, or its day is over. */
    async find(account: string, id: string): Promise<UploadState | null> {
      const row = await rowOf(account, id);
      if (row === null) return null;
      const { bytes, received, batch_id: batch, already_submitted: alreadySubmitted } = row;
      return {
        name: openJson(row.name_sealed, keyOf(row), `${owner(id)}/name`),
        bytes,
        received,
        isBeingTakenIn: row.is_being_taken_in ?? false,
        taken:
          batch === null
            ? null
            : { batchId: batchIdOf(batch), alreadySubmitted: alreadySubmitted ?? false },
      };
    },

    /** @returns null when there is no such upload */
    async add(
      account: string,
      id: string,
      firstByte: number,
      piece: Buffer,
    ): Promise<PieceKept | null> {
      const row = await rowOf(account, id);
      if (row === null) return null;
      const sealed = seal(piece, keyOf(row), piecePlace(id, firstByte));
      return database.transaction(async (client) => {
        // Whoever sends the same piece at the same time waits here, and is then elsewhere.
        const { rows } = await client.query<{ received: number }>(
          `update uploads set received = received + $3
           where id = $1 and received = $2 and received + $3 <= bytes returning received`,
          [id, firstByte, piece.length],
        );
        const [kept] = rows;
        if (kept === undefined) {
          const { rows: now } = await client.query<{ received: number }>(
            'select received from uploads where id = $1',
            [id],
          );
          return { kind: 'elsewhere', received: now[0]?.received ?? 0 };
        }
        await client.query(
          'insert into upload_pieces (upload_id, first_byte, sealed) values ($1, $2, $3)',
          [id, firstByte, sealed],
        );
        return { kind: 'kept', received: kept.received };
      });
    },

    /** Makes taking it in the caller's. @returns false when it is not whole, somebody else is at it, or it is done */
    async claim(account: string, id: string): Promise<boolean> {
      const rows = await database.rows(
        `update uploads set taking_in_since = now()
         where id = $1 and account = $2 and received = bytes and batch_id is null
           and (taking_in_since is null or taking_in_since < now() - interval '${TAKEN_IN_WITHIN}')
         returning id`,
        [id, account],
      );
      return rows.length > 0;
    },

    /** The file from its first byte on, a piece at a time in memory. */
    content(account: string, id: string): Readable {
      return Readable.from(piecesOf(account, id), { objectMode: false });
    },

    /** It is a batch now: its pieces go, and who asks is told which. */
    async end(id: string, batchId: BatchId, alreadySubmitted: boolean): Promise<void> {
      await database.transaction(async (client) => {
        await client.query(
          'update uploads set batch_id = $2, already_submitted = $3 where id = $1',
          [id, batchNumber(batchId), alreadySubmitted],
        );
        await client.query('delete from upload_pieces where upload_id = $1', [id]);
      });
    },

    /** It could not be taken in as it is: nothing of it is kept. */
    async giveUp(id: string): Promise<void> {
      await database.rows('delete from uploads where id = $1', [id]);
    },

    /** Taking it in failed for a reason that passes: it may be tried again. */
    async release(id: string): Promise<void> {
      await database.rows('update uploads set taking_in_since = null where id = $1', [id]);
    },

    /** Forgets what was begun more than a day ago. @returns how many */
    async sweep(): Promise<number> {
      const gone = await database.rows<{ id: string }>(
        `delete from uploads where begun_at < now() - interval '${KEPT}' returning id`,
      );
      for (const { id } of gone) dataKeys.forget(owner(id));
      return gone.length;
    },
  };

  async function rowOf(account: string, id: string): Promise<UploadRow | null> {
    return database.one<UploadRow>(
      `select ${COLUMNS} from uploads
       where id = $1 and account = $2 and begun_at >= now() - interval '${KEPT}'`,
      [id, account],
    );
  }

  async function* piecesOf(account: string, id: string): AsyncGenerator<Buffer> {
    const row = await rowOf(account, id);
    if (row === null) return;
    const key = keyOf(row);
    let at = 0;
    while (at < row.received) {
      const piece = await database.one<{ sealed: Buffer }>(
        'select sealed from upload_pieces where upload_id = $1 and first_byte = $2',
        [id, at],
      );
      if (piece === null) throw new Error('a piece of an upload is missing');
      const plain = open(piece.sealed, key, piecePlace(id, at));
      yield plain;
      at += plain.length;
    }
  }

  function keyOf({ id, key_wrapped: wrapped, key_version: version }: UploadRow): SealingKey {
    return dataKeys.unwrap(owner(id), { wrapped, version });
  }
}

function owner(id: string): string {
  return `upload/${id}`;
}

function piecePlace(id: string, firstByte: number): string {
  return `${owner(id)}/piece/${firstByte}`;
}
