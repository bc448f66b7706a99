// Risk signals that were raised, and what people have said of them.

import { type CalendarDate, type Instant, instant } from '../../domain/calendar.ts';
import { SUITE_PARTS } from '../../domain/crypto-suite.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SignalFacts, SignalKind, SignalMark, SignalState } from '../../domain/signal.ts';
import { copyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';
import { blindIndex, type IndexKey } from '../encryption/blind-index.ts';
import type { DataKeys } from '../encryption/data-keys.ts';
import { openJson, sealJson } from '../encryption/sealed-json.ts';
import { addEntries, entryOf } from '../ledger/entries.ts';
import { commonRegion } from './common-region.ts';

export type Signal = {
  readonly id: number;
  readonly kind: SignalKind;
  /** Hex. */
  readonly subject: string;
  readonly region: RegionCode;
  readonly account: string | null;
  readonly households: number;
  readonly raisedOn: CalendarDate;
  /** The signal before it about the same. */
  readonly follows: number | null;
  readonly state: SignalState;
  readonly facts: SignalFacts;
};

/** The newest about a subject, as far as it matters for raising anew. */
export type Raised = {
  readonly id: number;
  readonly facts: SignalFacts;
  readonly applicants: ReadonlySet<string>;
};

export type NewSignal = {
  readonly subject: string;
  readonly facts: SignalFacts;
  /** Where it is about a member of the staff. */
  readonly account: string | null;
  readonly region: RegionCode | null;
  readonly households: readonly {
    readonly householdId: number;
    readonly applicant: string;
    readonly isNew: boolean;
  }[];
  /** Of the newest about the subject, when this was worked out. */
  readonly follows: number | null;
};

export type SignalHousehold = {
  readonly householdId: number;
  readonly isNew: boolean;
  readonly region: RegionCode;
  /** Of its newest report. */
  readonly reportNumber: string | null;
  readonly verifiedOn: CalendarDate | null;
};

type SignalRow = Omit<Signal, 'facts'> & {
  key_wrapped: Buffer;
  key_version: number;
  sealed: Buffer;
};

const SIGNAL = `
  s.id, s.kind, encode(s.subject, 'hex') as subject, s.region, s.account, s.households, s.raised_on as "raisedOn",
  s.follows, s.state, s.key_wrapped, s.key_version, s.sealed`;
const RUNNING_LOCK = 'signals/running';

export type Signals = ReturnType<typeof signalsIn>;

export function signalsIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  const ledgerDigest = SUITE_PARTS[dataKeys.suite].digest;
  return {
    /** One run at a time. @returns null when another is at it */
    whileRunning: <T>(work: () => Promise<T>) => database.whileAlone(RUNNING_LOCK, work),

    /** What stands for a member of the staff. */
    subjectOfAccount: (account: string) => blindIndex(indexKey, 'staff', account).toString('hex'),

    /** The newest about each of these subjects. */
    async newest(kind: SignalKind, subjects: readonly string[]): Promise<Map<string, Raised>> {
      const rows = await database.rows<SignalRow & { applicants: string[] }>(
        `select distinct on (s.subject) ${SIGNAL},
                (select coalesce(array_agg(encode(m.applicant, 'hex')), '{}') from signal_households m
                 where m.signal_id = s.id) as applicants
         from signals s where s.kind = $1 and s.subject = any($2) order by s.subject, s.id desc`,
        [kind, subjects.map((hex) => Buffer.from(hex, 'hex'))],
      );
      return new Map(
        rows.map((row) => [
          row.subject,
          { id: row.id, facts: opened(row).facts, applicants: new Set(row.applicants) },
        ]),
      );
    },

    /**
     * Raises a signal, unless another was raised about its subject since it was worked out. An open one that it follows
     * is overtaken; one that was said to be harmless stays so.
     * @returns its id; null when it was not raised
     */
    async raise(signal: NewSignal, on: CalendarDate, at: Date): Promise<number | null> {
      const { subject, facts, households, follows } = signal;
      const next = await database.one<{ id: number }>(
        `select nextval(pg_get_serial_sequence('signals', 'id')) as id`,
      );
      const id = next?.id ?? 0;
      return database.transaction(async (client) => {
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `signal/${subject}`,
        ]);
        const { rows: newer } = await client.query(
          'select from signals where kind = $1 and subject = $2 and id > $3',
          [facts.kind, Buffer.from(subject, 'hex'), follows ?? 0],
        );
        if (newer.length > 0) return null;
        const { rows: there } = await client.query<{ id: number; handled_in: RegionCode }>(
          'select id, handled_in from households where id = any($1) and key_wrapped is not null for key share',
          [households.map(({ householdId }) => householdId)],
        );
        if (households.length > 0 && there.length === 0) return null;
        const region = signal.region ?? commonRegion(there.map(({ handled_in }) => handled_in));
        const { wrapped, version, key } = dataKeys.create(owner(id));
        await client.query(
          `insert into signals (id, kind, subject, region, account, households, raised_on, follows, key_wrapped,
                                key_version, sealed)
           overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            id,
            facts.kind,
            Buffer.from(subject, 'hex'),
            region,
            signal.account,
            households.length,
            on,
            follows,
            wrapped,
            version,
            sealJson(facts, key, owner(id)),
          ],
        );
        const isThere = new Set(there.map((row) => row.id));
        await copyRows(
          client,
          'signal_households',
          { signal_id: 'int8', household_id: 'int8', applicant: 'bytea', is_new: 'bool' },
          households
            .filter(({ householdId }) => isThere.has(householdId))
            .map((one) => [id, one.householdId, Buffer.from(one.applicant, 'hex'), one.isNew]),
        );
        await client.query(
          `update signals set state = 'overtaken' where id = $1 and state = 'open'`,
          [follows],
        );
        await addEntries(client, [
          entryOf(
            {
              at: instant(at),
              actor: 'worker',
              kind: 'signal-raised',
              subject: owner(id),
              purpose: null,
              content: { facts, households: households.map(({ householdId }) => householdId) },
            },
            ledgerDigest,
          ),
        ]);
        return id;
      });
    },

    /** The newest first. */
    async list(page: {
      readonly limit: number;
      readonly kind?: SignalKind;
      readonly state?: SignalState;
      readonly before?: number;
    }): Promise<Signal[]> {
      const rows = await database.rows<SignalRow>(
        `select ${SIGNAL} from signals s
         where ($2::text is null or s.kind = $2) and ($3::text is null or s.state = $3)
           and ($4::bigint is null or s.id < $4)
         order by s.id desc limit $1`,
        [page.limit, page.kind ?? null, page.state ?? null, page.before ?? null],
      );
      return rows.map(opened);
    },

    /** null when there is none such, or it is not the viewer's to see. */
    async get(id: number): Promise<Signal | null> {
      const row = await database.one<SignalRow>(`select ${SIGNAL} from signals s where s.id = $1`, [
        id,
      ]);
      return row && opened(row);
    },

    /** Those of its households that the viewer may see; new ones first. */
    async householdsOf(id: number): Promise<SignalHousehold[]> {
      return database.rows<SignalHousehold>(
        `select m.household_id as "householdId", m.is_new as "isNew", h.handled_in as region,
                r.number as "reportNumber", v.verify_on as "verifiedOn"
         from signal_households m join households h on h.id = m.household_id
         left join lateral (
           select number, verification from reports
           where household_id = m.household_id and is_current order by verification desc limit 1) r on true
         left join verifications v on v.household_id = m.household_id and v.verification = r.verification
         where m.signal_id = $1 order by m.is_new desc, v.verify_on, m.household_id`,
        [id],
      );
    },

    /** What was said of it, the oldest first. */
    async marksOf(id: number): Promise<SignalMark[]> {
      const rows = await database.rows<{
        no: number;
        mark: SignalMark['mark'];
        by: string;
        at: Instant;
        sealed: Buffer;
        key_wrapped: Buffer;
        key_version: number;
      }>(
        `select m.id as no, m.mark, m.by_account as by, m.at, m.sealed, s.key_wrapped, s.key_version
         from signal_marks m join signals s on s.id = m.signal_id where m.signal_id = $1 order by m.id`,
        [id],
      );
      return rows.map(({ no, mark, by, at, ...row }) => {
        const wrappedKey = { wrapped: row.key_wrapped, version: row.key_version };
        const key = dataKeys.unwrap(owner(id), wrappedKey);
        return { mark, by, at, reason: openJson<string>(row.sealed, key, markPlace(id, no)) };
      });
    },

    /** @returns false when it was so already, was overtaken, or is not there */
    async mark(
      id: number,
      { mark, by, reason }: Omit<SignalMark, 'at'>,
      at: Date,
    ): Promise<boolean> {
      const [from, to] = mark === 'harmless' ? ['open', 'harmless'] : ['harmless', 'open'];
      return database.transaction(async (client) => {
        const { rows } = await client.query<{ key_wrapped: Buffer; key_version: number }>(
          `update signals set state = $3 where id = $1 and state = $2
             and ($3 <> 'open' or not exists (select from signals l where l.follows = $1))
           returning key_wrapped, key_version`,
          [id, from, to],
        );
        const [row] = rows;
        if (row === undefined) return false;
        const wrappedKey = { wrapped: row.key_wrapped, version: row.key_version };
        const key = dataKeys.unwrap(owner(id), wrappedKey);
        const { rows: numbers } = await client.query<{ no: number }>(
          `select nextval(pg_get_serial_sequence('signal_marks', 'id')) as no`,
        );
        const no = numbers[0]?.no ?? 0;
        await client.query(
          `insert into signal_marks (id, signal_id, mark, by_account, at, sealed)
           overriding system value values ($1, $2, $3, $4, $5, $6)`,
          [no, id, mark, by, instant(at), sealJson(reason, key, markPlace(id, no))],
        );
        const kind: LedgerKind = mark === 'harmless' ? 'signal-harmless' : 'signal-reopened';
        const deed = { at: instant(at), actor: by, kind, subject: owner(id), purpose: null };
        await addEntries(client, [entryOf({ ...deed, content: { reason } }, ledgerDigest)]);
        return true;
      });
    },

    /** Signals about the staff are not kept for ever. @returns how many went */
    async forgetStaffBefore(day: CalendarDate): Promise<number> {
      const rows = await database.rows(
        'delete from signals where account is not null and raised_on < $1 returning id',
        [day],
      );
      return rows.length;
    },
  };

  function opened({ key_wrapped, key_version, sealed, ...row }: SignalRow): Signal {
    const wrappedKey = { wrapped: key_wrapped, version: key_version };
    const key = dataKeys.unwrap(owner(row.id), wrappedKey);
    return { ...row, facts: openJson<SignalFacts>(sealed, key, owner(row.id)) };
  }
}

function owner(id: number): string {
  return `signal/${id}`;
}

function markPlace(id: number, no: number): string {
  return `${owner(id)}/mark/${no}`;
}
