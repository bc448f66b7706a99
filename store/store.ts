// The store: everything hedui keeps, in PostgreSQL, one repository a table family.

import type { Instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { Viewer } from '../domain/staff.ts';
import { mayChangeLedger } from './application-role.ts';
import { answersIn } from './answers.ts';
import { apiKeysIn } from './api-keys.ts';
import { apiRequestsIn } from './api-requests.ts';
import { batchesIn } from './batches.ts';
import { chunksIn } from './chunks.ts';
import { circuitsIn } from './circuits.ts';
import { correctionsIn } from './corrections.ts';
import { Database } from './database.ts';
import { departmentQuestionsIn } from './department-questions.ts';
import { earlierAnswersIn } from './earlier-answers.ts';
import { DataKeys } from './encryption/data-keys.ts';
import type { KeyProvider } from './encryption/key-provider.ts';
import { exchangesIn } from './exchanges.ts';
import { figuresIn } from './figures.ts';
import { householdHistoryIn } from './household-history.ts';
import { holdsIn } from './holds.ts';
import { householdsIn } from './households.ts';
import { checkKeys } from './key-check.ts';
import { keyVersionsIn } from './key-versions.ts';
import { leasesIn } from './leases.ts';
import { ledgerIn } from './ledger/ledger.ts';
import { ledgerVerificationsIn } from './ledger/verifications.ts';
import { limitsIn } from './limits.ts';
import { looksIn } from './looks.ts';
import { lookupProofsIn } from './lookup-proofs.ts';
import { isCarried, migrate, NEEDED } from './migrate.ts';
import { monthsIn } from './months.ts';
import { objectionsIn } from './objections.ts';
import { pausesIn } from './pauses.ts';
import { quarantineIn } from './quarantine.ts';
import { quotasIn } from './quotas.ts';
import { retentionIn } from './retention.ts';
import { replaySourcesIn } from './replay-sources.ts';
import { reportSearchIn } from './report-search.ts';
import { alertsIn } from './rechecks/alerts.ts';
import { changeFeedsIn } from './rechecks/change-feeds.ts';
import { gatheringIn } from './rechecks/gather.ts';
import { schedulesIn } from './rechecks/schedules.ts';
import { settlementsIn } from './rechecks/settlements.ts';
import { supportIntakeIn } from './rechecks/support-intake.ts';
import { supportsIn } from './rechecks/supports.ts';
import { supportsTonightIn } from './rechecks/supports-tonight.ts';
import { reportStatesIn } from './report-states.ts';
import { reportsIn } from './reports.ts';
import { reportsInFullIn } from './reports-in-full.ts';
import { secondFactorsIn } from './second-factors.ts';
import { reviewsIn } from './reviews.ts';
import { signalEvidenceIn } from './signals/evidence.ts';
import { signalsIn } from './signals/signals.ts';
import { tiesIn } from './signals/ties.ts';
import { sessionsIn } from './sessions.ts';
import { spotChecksIn } from './spot-checks.ts';
import { staffIn } from './staff.ts';
import { supervisionIn } from './supervision.ts';
import { uploadsIn } from './uploads.ts';
import { webhooksIn } from './webhooks.ts';
import { workListIn } from './work-list.ts';
import { withdrawalsIn } from './withdrawals.ts';
import { workersIn } from './workers.ts';

/** What `hedui doctor` shows. */
export type StoreFacts = {
  /** `18.4` */
  readonly serverVersion: string;
  readonly databaseBytes: number;
  /** Entries that wait for their place in the ledger's tree. */
  readonly ledgerPending: number;
  /** What the database's clock says. */
  readonly clock: Instant;
};

/** A transaction that somebody has open in our database: until it ends, vacuum clears nothing that was there when it began. */
export type OpenTransaction = {
  readonly pid: number;
  /** As its session calls itself; may be empty. */
  readonly application: string;
  readonly seconds: number;
};

/** With counts, which take seconds where there are millions. */
export type StoreHealth = Omit<StoreFacts, 'clock'> & {
  readonly migrations: number;
  readonly households: number;
  readonly reports: number;
};

/** What is kept of batches, households, reports and rechecks. */
export type Records = ReturnType<typeof recordsIn>;

function recordsIn(database: Database, dataKeys: DataKeys, { indexKey, suite }: KeyProvider) {
  return {
    batches: batchesIn(database, dataKeys, indexKey),
    households: {
      ...householdsIn(database, dataKeys, indexKey),
      ...chunksIn(database, dataKeys),
    },
    answers: answersIn(database, dataKeys),
    reports: reportsIn(database, dataKeys, indexKey),
    replaySources: replaySourcesIn(database, dataKeys),
    reportStates: reportStatesIn(database, indexKey),
    history: householdHistoryIn(database),
    reviews: reviewsIn(database, dataKeys, suite),
    workList: workListIn(database, dataKeys),
    circuits: circuitsIn(database),
    exchanges: exchangesIn(database),
    quarantine: quarantineIn(database, dataKeys, indexKey),
    pauses: pausesIn(database),
    workers: workersIn(database),
    reportSearch: reportSearchIn(database, indexKey),
    figures: figuresIn(database),
    spotChecks: spotChecksIn(database, indexKey),
    looks: looksIn(database, indexKey),
    reportsInFull: reportsInFullIn(database, dataKeys),
    supports: supportsIn(database),
    supportIntake: supportIntakeIn(database, indexKey, SUITE_PARTS[dataKeys.suite].digest),
    rechecks: settlementsIn(database, dataKeys),
    objections: objectionsIn(database, dataKeys),
    holds: holdsIn(database, dataKeys),
    corrections: correctionsIn(database, dataKeys),
    supervision: supervisionIn(database),
    alerts: alertsIn(database, dataKeys, indexKey),
    withdrawals: withdrawalsIn(database, dataKeys, indexKey),
    signals: signalsIn(database, dataKeys, indexKey),
    ties: tiesIn(database, dataKeys, indexKey),
  };
}

export type Store = Awaited<ReturnType<typeof openStore>>;

/**
 * Opens the store, its tables brought up to this version. Any number of processes may do so at once.
 * @throws HeduiError STORE_UNREACHABLE, STORE_SCHEMA_NEWER, STORE_DISK_FULL, KEY_WRONG, KEY_MISSING
 */
export async function openStore(options: {
  databaseUrl: string;
  keys: KeyProvider;
  /** Connections at most. */
  poolSize?: number;
  /** Shown by the server's own tools. */
  applicationName?: string;
}) {
  const { databaseUrl, keys, poolSize = 10, applicationName = 'hedui' } = options;
  await migrate(databaseUrl);
  const database = Database.connect({ databaseUrl, poolSize, applicationName });
  try {
    await checkKeys(database, keys);
  } catch (error) {
    await database.close();
    throw error;
  }
  const dataKeys = new DataKeys(keys);
  const ledger = ledgerIn(database, keys);
  return {
    ...recordsIn(database, dataKeys, keys),
    staff: staffIn(database),
    secondFactors: secondFactorsIn(database, dataKeys),
    sessions: sessionsIn(database),
    ledger,
    lookupProofs: lookupProofsIn(database, dataKeys, ledger),
    ledgerVerifications: ledgerVerificationsIn(database),
    /** Whether the role we run as could change the ledger: better not (docs/operating.md). */
    mayChangeLedger: () => mayChangeLedger(database),
    retention: retentionIn(database, dataKeys),
    months: monthsIn(database),
    keyVersions: keyVersionsIn(database, dataKeys, keys),
    limits: limitsIn(database),
    leases: leasesIn(database),
    quotas: quotasIn(database),
    apiKeys: apiKeysIn(database),
    apiRequests: apiRequestsIn(database),
    webhooks: webhooksIn(database, dataKeys),
    uploads: uploadsIn(database, dataKeys),
    questions: departmentQuestionsIn(database),
    changeFeeds: changeFeedsIn(database),
    supportsTonight: supportsTonightIn(database, keys.indexKey),
    signalEvidence: signalEvidenceIn(database, dataKeys),
    gathering: gatheringIn(database, dataKeys),
    schedules: schedulesIn(database, SUITE_PARTS[dataKeys.suite].digest),
    earlierAnswers: earlierAnswersIn(database, dataKeys, keys.indexKey),

    /** The records as a viewer may see them; whatever is asked, the database shows no other region. */
    as(viewer: Viewer): Records {
      return recordsIn(database.as(viewer), dataKeys, keys);
    },

    /**
     * What tells this database from every other, copies of it too: a restored backup must not work on the queue of
     * the original.
     */
    async installation(): Promise<string> {
      const row = await database.one<{
        id: string;
      }>(`select id || '-' || (select oid from pg_database where datname = current_database()) as id
         from installation`);
      if (row === null) throw new TypeError('the migration made one row');
      return row.id;
    },

    /** What the database's clock says: one for all processes. */
    async clock(): Promise<Date> {
      const row = await database.one<{ at: Instant }>('select clock_timestamp() as at');
      return new Date(row?.at ?? Number.NaN);
    },

    /** Whether a newer version has left in the schema what this one works with. */
    async isCarried(): Promise<boolean> {
      const row = await database.one<{ needs: string | null }>(NEEDED);
      return isCarried(row?.needs ?? null);
    },

    async health(): Promise<StoreHealth> {
      const row = await database.one<StoreHealth>(
        `select split_part(current_setting('server_version'), ' ', 1) as "serverVersion",
                (select count(*) from hedui_migrations) as migrations,
                pg_database_size(current_database()) as "databaseBytes",
                (select count(*) from households) as households,
                (select count(*) from reports) as reports,
                (select count(*) from ledger_pending) as "ledgerPending"`,
      );
      if (row === null) throw new TypeError('a select without a table gives one row');
      return row;
    },

    /** What can be said of the installation without counting. */
    async facts(): Promise<StoreFacts> {
      const row = await database.one<StoreFacts>(
        `select split_part(current_setting('server_version'), ' ', 1) as "serverVersion",
                pg_database_size(current_database()) as "databaseBytes",
                (select count(*) from ledger_pending) as "ledgerPending",
                clock_timestamp() as clock`,
      );
      if (row === null) throw new TypeError('a select without a table gives one row');
      return row;
    },

    /** The one that has been open for longest, of those that we may see. */
    async oldestTransaction(): Promise<OpenTransaction | null> {
      return database.one<OpenTransaction>(
        `select pid, application_name as application,
                extract(epoch from clock_timestamp() - xact_start)::int as seconds
         from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
           and xact_start is not null
         order by xact_start limit 1`,
      );
    },

    async close(): Promise<void> {
      await database.close();
    },
  };
}
