// The engine of one process: store, queues, connectors and standards, opened from the settings.

import type { Logger } from 'pino';
import { withSecretFiles } from '../config/secret-files.ts';
import { type DepartmentDeclaration, loadDepartments } from '../config/departments.ts';
import { loadRecheckSettings } from '../config/recheck.ts';
import { loadRetention } from '../config/retention.ts';
import type { Settings } from '../config/settings.ts';
import { loadSignalSettings } from '../config/signals.ts';
import { loadStandards } from '../config/standards.ts';
import { loadWorkingDays } from '../config/working-days.ts';
import { ENGINE_VERSION } from '../config/version.ts';
import {
  openPermittedConnectors,
  type PermittedConnector,
} from '../connectors/permitted-connector.ts';
import { openCareful } from '../connectors/resilience/careful-connector.ts';
import { type CryptoSuite, SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import type { Signer } from '../reports/seal.ts';
import type { KeyProvider } from '../store/encryption/key-provider.ts';
import type { Store } from '../store/store.ts';
import type { LookupRoom } from './lookup/lookup-chunk.ts';
import { keysOf, openStoreOf } from './open-store.ts';
import { openQueues, type Queues } from './queues.ts';
import type { ScheduleRoom } from './recheck/schedules.ts';
import { waysToTell } from './supervision/digest.ts';
import { endRetention } from './run-retention.ts';
import { NOBODY_WATCHES } from './watch.ts';
import type { VerifyRoom } from './verify/verify-chunk.ts';

export type Engine = {
  readonly settings: Settings;
  readonly keys: KeyProvider;
  readonly store: Store;
  readonly queues: Queues;
  /** Every declared department, in the order of the file. */
  readonly departments: readonly DepartmentId[];
  readonly connectors: ReadonlyMap<DepartmentId, PermittedConnector>;
  readonly lookupRoom: LookupRoom;
  readonly verifyRoom: VerifyRoom;
  readonly recheckRoom: ScheduleRoom;
  readonly log: Logger;
  close(): Promise<void>;
};

/** What a simulation puts in place of the real ones: another clock, and queues that run by it. */
export type EngineParts = { readonly now?: () => Date; readonly queues?: Queues };

/**
 * @throws HeduiError for whatever is missing or wrong: DEPARTMENTS_INVALID, STANDARD_INVALID, KEY_WRONG,
 * STORE_UNREACHABLE, QUEUE_UNREACHABLE, EMBEDDED_START_FAILED …
 */
export async function openEngine(
  settings: Settings,
  log: Logger,
  { now = () => new Date(), queues: given }: EngineParts = {},
): Promise<Engine> {
  const declared = loadDepartments(settings.departmentsFile, withSecretFiles(process.env));
  const standards = loadStandards(settings.standardsFolder);
  const recheck = loadRecheckSettings(settings.recheckFile);
  const signals = loadSignalSettings(settings.signalsFile);
  const workingDays = loadWorkingDays(settings.workingDaysFile);
  const rules = loadRetention(settings.retentionFile);
  const keys = await keysOf(settings);

  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of opened.toReversed()) await end();
  };
  try {
    const openedStore = await openStoreOf(settings, keys);
    opened.push(() => openedStore.close());
    const { store, databaseUrl } = openedStore;
    const queues =
      given ??
      (await openQueues(settings.queueUrl ?? databaseUrl, await store.installation(), (error) =>
        log.warn({ error }, 'queue connection lost'),
      ));
    opened.push(() => queues.close());
    const connectors = openPermittedConnectors(declared, store.withdrawals, now);
    opened.push(async () => {
      await Promise.all(connectors.map((connector) => connector.close()));
    });

    const declarations = new Map(declared.map((one) => [one.id, one]));
    const connectorOf = new Map(connectors.map((connector) => [connector.department, connector]));
    const careful = new Map(
      declared.flatMap((one) => {
        const connector = connectorOf.get(one.id);
        return connector ? [[one.id, openCareful(connector, one, store)] as const] : [];
      }),
    );
    const lookupRoom: LookupRoom = {
      store,
      queues,
      log,
      now,
      standards,
      declarations,
      connectors: connectorOf,
      careful,
      watch: NOBODY_WATCHES,
    };
    const verifyRoom: VerifyRoom = {
      store,
      queues,
      now,
      standards,
      declarations,
      get signer() {
        return signerOf(keys);
      },
      engineVersion: ENGINE_VERSION,
      protections: protectionsOf(declared, keys.suite),
    };
    const departments = declared.map((one) => one.id);
    return {
      settings,
      keys,
      store,
      queues,
      departments,
      connectors: connectorOf,
      lookupRoom,
      verifyRoom,
      recheckRoom: {
        ...lookupRoom,
        ...verifyRoom,
        get signer() {
          return verifyRoom.signer;
        },
        recheck,
        signals,
        workingDays,
        tellDigest: waysToTell(settings.digest),
        departments,
        chunkSize: settings.chunkSize,
        endRetention: (signal) =>
          endRetention({ store, keys, rules, actor: 'worker', now }, signal),
      },
      log,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asked for anew for each report: the signing key may turn while the engine runs. */
function signerOf({ signing, suite }: KeyProvider): Signer {
  const { keyId, algorithm } = signing;
  const digestAlgorithm = SUITE_PARTS[suite].digest;
  return { keyId, algorithm, digestAlgorithm, sign: (digest) => signing.sign(digest) };
}

/** `public-security: token` and so on, with what the engine itself does. */
function protectionsOf(declared: readonly DepartmentDeclaration[], suite: CryptoSuite): string[] {
  return [
    `encryption-at-rest: ${SUITE_PARTS[suite].cipher}`,
    'rate-limit',
    ...declared.flatMap((one) => one.protections.map((what) => `${one.id}: ${what}`)),
  ];
}
