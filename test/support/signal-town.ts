// A town in which households can be given what signals look at: addresses, accounts, incomes, register entries, decisions.

import { loadSignalSettings } from '../../config/signals.ts';
import {
  asCalendarDate,
  type CalendarDate,
  type Instant,
  type Month,
} from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { Evidence, EvidenceId } from '../../domain/evidence.ts';
import type { Household, Payment } from '../../domain/household.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import { HOUSEHOLD_REGISTER } from '../../matchers/resources.ts';
import { openLog } from '../../jobs/log.ts';
import { runSignals } from '../../jobs/signals/run-signals.ts';
import type { Store } from '../../store/store.ts';
import { inventedId, inventedPerson, inventedReport } from './households.ts';
import type { StoreInTest } from './store.ts';

export type Given = {
  /** The applicant; the same number is the same person. */
  readonly who: number;
  readonly with?: readonly number[];
  readonly region?: string;
  readonly address?: string;
  readonly registeredAt?: string;
  readonly account?: string;
  /** A person's number, or `none`. */
  readonly holder?: number;
  readonly isWard?: boolean;
  /** fen found in the twelve months of the window */
  readonly wageFen?: number;
  readonly withdraws?: boolean;
};

const REGISTER = 'public-security' as DepartmentId;
const AT = '2026-07-01T02:00:00.000Z' as Instant;
let files = 0;
let serial = 0;

export const idOf = (who: number): CitizenId => inventedId(1_000_000 + who);

/** Verifies households on a day. @returns their ids, in the order given */
export async function verify(store: Store, on: string, given: readonly Given[]): Promise<number[]> {
  files += 1;
  const verifiedOn = on as CalendarDate;
  const batchId = await store.batches.open({
    scheme: 'subsistence',
    purpose: 'application',
    region: '371002' as RegionCode,
    fileName: 'batch.csv',
    fileDigest: (0xf000 + files).toString(16).padStart(64, '0'),
    submittedBy: 'clerk',
    verifiedOn,
  });
  await store.households.add(batchId, given.map(householdOf));
  await store.batches.finishReceiving(batchId, { rows: given.length, header: [] });
  const chunks = await store.households.cutChunks(batchId, 500);
  await store.batches.markQueued(batchId);
  const chunk = chunks[0]?.id ?? '';
  const households = await store.households.readChunk(chunk);
  await store.answers.save(
    chunk,
    REGISTER,
    households.map(({ id, verification, household }, place) => ({
      householdId: id,
      verification,
      department: REGISTER,
      lookups: [],
      evidence: registerOf(household, given[place]?.registeredAt),
    })),
  );
  await store.reports.seal(
    chunk,
    households.map(({ id, verification, household }, place) => {
      serial += 1;
      const report = inventedReport(household, { number: `S-${serial}`, batch: batchId });
      const income = incomeOf(given[place]?.wageFen);
      return {
        householdId: id,
        verification,
        report: { ...report, content: { ...report.content, verifiedOn, income } },
      };
    }),
  );
  return households.map(({ id }) => id);
}

function householdOf(given: Given, place: number): Household {
  const payment: Payment | undefined =
    given.account === undefined
      ? undefined
      : {
          account: given.account,
          holderIdNumber: given.holder === undefined ? null : idOf(given.holder),
        };
  const persons = [given.who, ...(given.with ?? [])].map((who, no) => {
    const role = no === 0 ? 'applicant' : 'member';
    const person = inventedPerson(no + 1, role, 1_000_000 + who);
    const signer = given.isWard ? ('guardian' as const) : ('self' as const);
    const authorisation = { ...person.authorisation, no: `SQ-${who}`, signer };
    return { ...person, authorisation };
  });
  return {
    ref: `H-${files}-${place}`,
    region: (given.region ?? '371002001') as RegionCode,
    persons,
    ...(given.address !== undefined && { address: given.address }),
    ...(payment !== undefined && { payment }),
  };
}

function registerOf({ persons }: Household, address: string | undefined): Evidence[] {
  if (address === undefined) return [];
  return persons.map((person) => ({
    id: `${HOUSEHOLD_REGISTER}/${person.no}/1` as EvidenceId,
    department: REGISTER,
    resource: HOUSEHOLD_REGISTER,
    personNo: person.no,
    subject: {
      name: person.name,
      idNumber: person.idNumber,
      sex: person.sex,
      birthDate: person.birthDate,
    },
    sourceKey: `HK-${person.no}`,
    asOf: '2026-07-01' as CalendarDate,
    fetchedAt: AT,
    facts: {
      kind: 'register-entry',
      formerName: null,
      registerNo: '3710020001',
      relationToHead: '02',
      address,
      region: '371002',
      hukouType: 'urban',
      status: 'normal',
      statusSince: null,
    },
  }));
}

function incomeOf(wageFen: number | undefined) {
  if (wageFen === undefined) return [];
  const monthsCovered = Array.from(
    { length: 12 },
    (_, place) => `2025-${String(place + 1).padStart(2, '0')}` as Month,
  );
  const fen = wageFen as Fen;
  return [
    {
      personNo: 1,
      incomeClass: 'wage' as const,
      declaredFen: null,
      foundFen: fen,
      countedFen: fen,
      monthsCovered,
      trace: null,
    },
  ];
}

/** Decisions of a member of the staff, on findings of a report that was sealed before. */
export async function decide(
  sql: { query(text: string, values: unknown[]): Promise<unknown> },
  by: string,
  given: {
    readonly householdId: number;
    readonly confirmed: number;
    readonly dismissed: number;
    readonly on: string;
    readonly kind?: string;
  },
): Promise<void> {
  await sql.query(
    `insert into reviews (household_id, verification, report_number, finding_id, finding_digest, seq, rule, kind,
                          severity, decision, by_account, at, sealed)
     select r.household_id, r.verification, r.number, 'F1', sha256(convert_to($2 || $5 || no, 'UTF8')), 1, 'vehicles', $6,
            'doubt', case when no <= $3 then 'confirm' else 'dismiss' end, $2, $5::timestamptz, ''
     from reports r, generate_series(1, $3::int + $4::int) no where r.household_id = $1`,
    [
      given.householdId,
      by,
      given.confirmed,
      given.dismissed,
      `${given.on}T10:00:00+08:00`,
      given.kind ?? 'vehicle-undeclared',
    ],
  );
}

export const TOWN_ACCOUNT = '6217001234567895';
const TOWN_HOME = '竹岛街道花园小区3号楼2单元501室';

/** A night over what is there. */
export async function lookForSignals(store: Store): Promise<void> {
  const signals = loadSignalSettings('config/signals.yaml');
  const room = { store, signals, now: () => new Date(), log: openLog('silent') };
  await runSignals(asCalendarDate('2026-07-02'), room, new AbortController().signal);
}

/** Staff of several places, and one signal of each kind; two about staff: a caseworker, and a supervisor. */
export async function fillTown({ store, sql }: Pick<StoreInTest, 'store' | 'sql'>): Promise<void> {
  for (const [account, role, region] of [
    ['town', 'supervisor', '371002001'],
    ['county', 'supervisor', '371002'],
    ['city', 'supervisor', '371000'],
    ['other', 'supervisor', '371083'],
    ['clerk', 'caseworker', '371002001'],
    ['bai', 'caseworker', '371002001'],
    ['cai', 'caseworker', '371002001'],
    ['dai', 'caseworker', '371002001'],
    ['auditor', 'auditor', '371000'],
  ] as const) {
    const member = { account, name: account, office: '竹岛街道办事处', role, passwordHash: null };
    await store.staff.add({ ...member, region: region as RegionCode });
  }
  const [householdId = 0] = await verify(store, '2026-05-01', [
    ...[1, 2].map((who) => ({ who, account: TOWN_ACCOUNT })),
    { who: 3, account: TOWN_ACCOUNT, region: '371082001' },
    ...[4, 5, 6, 7].map((who) => ({ who, registeredAt: TOWN_HOME })),
    ...[8, 9, 10].map((who) => ({ who, address: TOWN_HOME })),
  ]);
  for (const [on, yuan] of [
    ['2026-01-05', 12_000],
    ['2026-04-05', 14_400],
    ['2026-06-20', 17_280],
  ] as const) {
    await verify(store, on, [{ who: 20, wageFen: yuan * 100 }]);
  }
  for (const account of ['bai', 'cai', 'dai']) {
    await decide(sql, account, { householdId, confirmed: 80, dismissed: 20, on: '2026-05-11' });
  }
  for (const account of ['clerk', 'town']) {
    await decide(sql, account, { householdId, confirmed: 10, dismissed: 60, on: '2026-05-12' });
  }
  await lookForSignals(store);
}
