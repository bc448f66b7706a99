// Entries of the audit ledger: who did what to what, when and why. They hold digests, never contents.

import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type DigestAlgorithm, OPENSSL_DIGESTS } from '../../domain/crypto-suite.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import { copyRows } from '../copy-rows.ts';
import { leafHash } from './merkle.ts';

export type LedgerEntry = {
  readonly at: Instant;
  /** An account of the staff, `partner/…`, or `worker`. */
  readonly actor: string;
  readonly kind: LedgerKind;
  /** What it is about, by our own id: a report's number, `B12-3/public-security`. */
  readonly subject: string;
  readonly purpose: string | null;
  /** Of `contentDigest`, and of the entry's leaf in the tree. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** The digest of what was sealed, asked or shown. */
  readonly contentDigest: Buffer;
};

/** What happened, with the content itself: only its digest is kept. */
export type Deed = Omit<LedgerEntry, 'digestAlgorithm' | 'contentDigest'> & {
  /** Whatever canonical JSON can hold. */
  readonly content: unknown;
};

export function entryOf(deed: Deed, digestAlgorithm: DigestAlgorithm): LedgerEntry {
  const { content, ...entry } = deed;
  const contentDigest = hash(OPENSSL_DIGESTS[digestAlgorithm], canonicalJson(content), 'buffer');
  return { ...entry, digestAlgorithm, contentDigest };
}

export const ENTRY_COLUMNS = {
  at: 'timestamptz',
  actor: 'text',
  kind: 'text',
  subject: 'text',
  purpose: 'text',
  digest_algorithm: 'text',
  content_digest: 'bytea',
  leaf_hash: 'bytea',
} as const;
const INSERT = `
  insert into ledger_entries (${Object.keys(ENTRY_COLUMNS).join(', ')})
  select * from unnest(${Object.values(ENTRY_COLUMNS)
    .map((type, place) => `$${place + 1}::${type}[]`)
    .join(', ')})`;

/** A chunk's reports come by the hundred. COPY is refused under row-level security: what people do comes one at a time. */
const FEW = 8;

/** Adds entries within the transaction of what they record. */
export async function addEntries(
  client: PoolClient,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => [
    entry.at,
    entry.actor,
    entry.kind,
    entry.subject,
    entry.purpose,
    entry.digestAlgorithm,
    entry.contentDigest,
    entryHash(entry),
  ]);
  if (rows.length > FEW) return copyRows(client, 'ledger_entries', ENTRY_COLUMNS, rows);
  const columns = Object.keys(ENTRY_COLUMNS).map((_, place) => rows.map((row) => row[place]));
  await client.query(INSERT, columns);
}

/** The leaf that stands for an entry in the tree. */
export function entryHash(entry: LedgerEntry): Buffer {
  return leafHash(entry.digestAlgorithm, entryText(entry));
}

/** The entry as its leaf covers it, and as a proof shows it: canonical JSON. */
export function entryText(entry: LedgerEntry): string {
  return canonicalJson({ ...entry, contentDigest: entry.contentDigest.toString('hex') });
}
