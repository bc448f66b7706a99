// Entries of the audit ledger: who did what to what, when and why. They hold digests, never contents.

import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { copyRows } from '../copy-rows.ts';
import { leafHash } from './merkle.ts';

export type LedgerEntry = {
  readonly at: Instant;
  /** An account of the staff, or `worker`. */
  readonly actor: string;
  /** `lookup`, `seal`, `look` … */
  readonly kind: string;
  /** What it is about, by our own id: a report's number, `B12-3/public-security`. */
  readonly subject: string;
  readonly purpose: string | null;
  /** SHA-256 of what was sealed, asked or shown. */
  readonly contentDigest: Buffer;
};

/** Adds entries within the transaction of what they record. */
export async function addEntries(
  client: PoolClient,
  entries: readonly LedgerEntry[],
): Promise<void> {
  await copyRows(
    client,
    'ledger_entries',
    {
      at: 'timestamptz',
      actor: 'text',
      kind: 'text',
      subject: 'text',
      purpose: 'text',
      content_digest: 'bytea',
      leaf_hash: 'bytea',
    },
    entries.map((entry) => [
      entry.at,
      entry.actor,
      entry.kind,
      entry.subject,
      entry.purpose,
      entry.contentDigest,
      entryHash(entry),
    ]),
  );
}

/** The leaf that stands for an entry in the tree. */
export function entryHash(entry: LedgerEntry): Buffer {
  const { contentDigest, ...rest } = entry;
  const content = { ...rest, contentDigest: contentDigest.toString('hex') };
  return leafHash(Buffer.from(canonicalJson(content)));
}
