// That somebody was looked up, proven from the ledger; and every stored answer held against what the ledger has of it.

import { lookupsOfText, lookupsText } from '../domain/answer-text.ts';
import type { DigestAlgorithm } from '../domain/crypto-suite.ts';
import type { DepartmentId, Lookup } from '../domain/lookup.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { openText } from './encryption/sealed-json.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { answerPlace, keysOfHouseholds } from './household-keys.ts';
import type { Ledger } from './ledger/ledger.ts';
import { LIST_ROWS, type ListRow } from './ledger/list-rows.ts';
import {
  isListed,
  linesOfPersons,
  lookupDigest,
  lookupSalt,
  marksIn,
  personDigest,
  saltsOf,
  undividedDigest,
} from './ledger/lookup-list.ts';
import type { LookupProof, PersonLookupProof } from './ledger/proof-file.ts';
import type { LedgerFault } from './ledger/verify-ledger.ts';

type SealedAnswer = {
  readonly household_id: number;
  readonly verification: number;
  readonly department: DepartmentId;
  readonly sealed: Buffer;
};

const CHUNKS_AT_ONCE = 1_000;
const MOST_FAULTS = 100;

export function lookupProofsIn(database: Database, dataKeys: DataKeys, ledger: Ledger) {
  return {
    /** Proves what a department was asked, and when, about the household of a report. @returns null as `found` */
    async prove(reportNumber: string, department: DepartmentId): Promise<LookupProof | null> {
      const it = await found(reportNumber, department);
      return (
        it && {
          format: 'hedui-lookup-proof/1',
          household: it.household,
          verification: it.verification,
          department,
          salt: lookupSalt(it.algorithm, it.shown.key),
          lookups: it.shown.text,
          list: it.list,
          ledger: it.ledger,
        }
      );
    },

    /**
     * The same about one person alone.
     * @param person the number in the household; 1 is the applicant
     * @returns null too when it was nothing, or was recorded before persons were told apart
     */
    async proveOfPerson(
      reportNumber: string,
      department: DepartmentId,
      person: number,
    ): Promise<PersonLookupProof | null> {
      const it = await found(reportNumber, department);
      if (it === null) return null;
      const { household, verification, algorithm, shown, list, ledger: proof } = it;
      const { persons, lines } = linesOfPersons(shown.lookups);
      const lookups = lines[persons.indexOf(person)];
      const digest = digestOf(algorithm, shown);
      const isDivided = isListed(it.listed, { householdId: household, verification, digest });
      if (lookups === undefined || !isDivided) return null;
      const salts = saltsOf(algorithm, shown.key);
      return {
        format: 'hedui-person-lookup-proof/1',
        household,
        verification,
        department,
        person,
        salt: salts(person),
        lookups,
        others: persons.flatMap((other, place) => {
          if (other === person) return [];
          const digest = personDigest(algorithm, salts(other), shown.place, lines[place] ?? '');
          return [{ person: other, digest }];
        }),
        list,
        ledger: proof,
      };
    },

    /** Opens every answer, which takes a while, and says which is not the one that was recorded: a hundred of them at most. */
    async verify(): Promise<LedgerFault[]> {
      const faults: LedgerFault[] = [];
      for await (const chunk of listedChunks(database)) {
        faults.push(...(await faultsOfChunk(chunk)));
        if (faults.length >= MOST_FAULTS) break;
      }
      return faults.slice(0, MOST_FAULTS);
    },
  };

  /** A verification of a household belongs to one chunk, so all that was recorded of it stands in that chunk's lists. */
  async function faultsOfChunk({ batch_id, chunk_seq }: ListedChunk): Promise<LedgerFault[]> {
    const faults: LedgerFault[] = [];
    const lists = await database.rows<ListRow>(
      `${LIST_ROWS} where l.batch_id = $1 and l.chunk_seq = $2 order by l.id`,
      [batch_id, chunk_seq],
    );
    const marks = lists.flatMap(({ department, digest_algorithm: algorithm, list }) =>
      marksIn(list).map((mark) => ({ ...mark, department, algorithm })),
    );
    // What was recorded last of each.
    const recorded = new Map(
      marks.map((mark) => [
        answerPlace(mark.householdId, mark.verification, mark.department),
        mark,
      ]),
    );
    const verifications = new Map(marks.map((mark) => [mark.householdId, mark.verification]));
    const keys = await keysOfHouseholds(database, dataKeys, [...verifications.keys()]);
    const answers = await database.rows<SealedAnswer>(
      `select a.household_id, a.verification, a.department, a.sealed
       from unnest($1::bigint[], $2::int[]) as listed (id, verification)
       join answers a on a.household_id = listed.id and a.verification = listed.verification
       order by a.household_id, a.department`,
      [[...verifications.keys()], [...verifications.values()]],
    );
    for (const answer of answers) {
      const place = answerPlace(answer.household_id, answer.verification, answer.department);
      const mark = recorded.get(place);
      // Carried over from an earlier verification, where it was recorded.
      if (mark === undefined) continue;
      recorded.delete(place);
      const shown = shownOf(answer, keys);
      if (shown && !digestsOf(mark.algorithm, shown).some((one) => one.equals(mark.digest))) {
        faults.push({ kind: 'answer-differs', at: place });
      }
    }
    const kept = await notErased([...recorded.values()].map(({ householdId }) => householdId));
    for (const [place, { householdId }] of recorded) {
      if (kept.has(householdId)) faults.push({ kind: 'answer-missing', at: place });
    }
    return faults;
  }

  /** @returns null when there is no such report or answer, or its entry has no place yet */
  async function found(reportNumber: string, department: DepartmentId) {
    const answer = await database.one<SealedAnswer>(
      `select a.household_id, a.verification, a.department, a.sealed
       from reports r join answers a on a.household_id = r.household_id and a.verification = r.verification
       where r.number = $1 and a.department = $2`,
      [reportNumber, department],
    );
    if (answer === null) return null;
    const { household_id: household, verification } = answer;
    const shown = shownOf(answer, await keysOfHouseholds(database, dataKeys, [household]));
    if (shown === null) return null;
    const lists = await database.rows<ListRow>(
      `${LIST_ROWS}
       join chunks c on c.batch_id = l.batch_id and c.seq = l.chunk_seq
       join household_places p on p.batch_id = c.batch_id and p.seq between c.first_seq and c.last_seq
       where p.household_id = $1 and l.department = $2 order by l.id desc`,
      [household, department],
    );
    const row = lists.find(({ list, digest_algorithm }) =>
      digestsOf(digest_algorithm, shown).some((digest) =>
        isListed(list, { householdId: household, verification, digest }),
      ),
    );
    const proof = row && (await ledger.prove('lookup', row.subject, row.at));
    if (!row || !proof || proof.entry.contentDigest !== row.digest.toString('hex')) return null;
    return {
      household,
      verification,
      algorithm: row.digest_algorithm,
      shown,
      listed: row.list,
      list: row.list.toString('base64'),
      ledger: proof,
    };
  }

  async function notErased(households: readonly number[]): Promise<ReadonlySet<number>> {
    if (households.length === 0) return new Set();
    const rows = await database.rows<{ id: number }>(
      'select id from households where id = any($1) and key_wrapped is not null',
      [[...new Set(households)]],
    );
    return new Set(rows.map(({ id }) => id));
  }
}

type Shown = {
  readonly key: SealingKey;
  readonly place: string;
  readonly lookups: readonly Lookup[];
  /** The same as they are stored. */
  readonly text: string;
};

/** null when the household was erased */
function shownOf(
  { household_id, verification, department, sealed }: SealedAnswer,
  keys: ReadonlyMap<number, SealingKey>,
): Shown | null {
  const key = keys.get(household_id);
  if (key === undefined) return null;
  const place = answerPlace(household_id, verification, department);
  const text = lookupsText(openText(sealed, key, place));
  return { key, place, text, lookups: lookupsOfText(text, department) };
}

function digestOf(algorithm: DigestAlgorithm, { key, place, lookups }: Shown): Buffer {
  return lookupDigest(algorithm, saltsOf(algorithm, key), place, lookups);
}

/** As it is made, and as it was made before persons were told apart. */
function digestsOf(algorithm: DigestAlgorithm, shown: Shown): Buffer[] {
  const { key, place, text } = shown;
  const salt = lookupSalt(algorithm, key);
  return [digestOf(algorithm, shown), undividedDigest(algorithm, salt, place, text)];
}

type ListedChunk = { readonly batch_id: number; readonly chunk_seq: number };

async function* listedChunks(database: Database): AsyncGenerator<ListedChunk> {
  for (let after: readonly [number, number] = [0, 0]; ; ) {
    const chunks = await database.rows<ListedChunk>(
      `select distinct batch_id, chunk_seq from lookup_lists where (batch_id, chunk_seq) > ($1, $2)
       order by batch_id, chunk_seq limit ${CHUNKS_AT_ONCE}`,
      [...after],
    );
    yield* chunks;
    const last = chunks.at(-1);
    if (last === undefined || chunks.length < CHUNKS_AT_ONCE) return;
    after = [last.batch_id, last.chunk_seq];
  }
}
