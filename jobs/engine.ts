// The engine of one process: store, queues, connectors and standards, opened from the settings.

import { sign } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type DepartmentDeclaration, loadDepartments } from '../config/departments.ts';
import { inProject } from '../config/places.ts';
import type { Settings } from '../config/settings.ts';
import { loadStandards } from '../config/standards.ts';
import { ENGINE_VERSION } from '../config/version.ts';
import { openConnectors } from '../connectors/connector-list.ts';
import type { Connector } from '../connectors/connector.ts';
import { openCareful } from '../connectors/resilience/careful-connector.ts';
import type { DepartmentId } from '../domain/lookup.ts';
import { acquireEmbedded } from '../store/embedded/acquire.ts';
import type { KeyProvider } from '../store/encryption/key-provider.ts';
import { keysFromEnvironment, keysFromFile } from '../store/encryption/key-sources.ts';
import { openStore, type Store } from '../store/store.ts';
import type { LookupRoom } from './lookup/lookup-chunk.ts';
import { openQueues, type Queues } from './queues.ts';
import { NOBODY_WATCHES } from './watch.ts';
import type { VerifyRoom } from './verify/verify-chunk.ts';

export type Engine = {
  readonly settings: Settings;
  readonly store: Store;
  readonly queues: Queues;
  /** Every declared department, in the order of the file. */
  readonly departments: readonly DepartmentId[];
  readonly connectors: ReadonlyMap<DepartmentId, Connector>;
  readonly lookupRoom: LookupRoom;
  readonly verifyRoom: VerifyRoom;
  readonly log: Logger;
  close(): Promise<void>;
};

/**
 * @throws HeduiError for whatever is missing or wrong: DEPARTMENTS_INVALID, STANDARD_INVALID, KEY_WRONG,
 * STORE_UNREACHABLE, QUEUE_UNREACHABLE, EMBEDDED_START_FAILED …
 */
export async function openEngine(settings: Settings, log: Logger): Promise<Engine> {
  const declared = loadDepartments(
    settings.departmentsFile ?? inProject('config', 'departments.yaml'),
    process.env,
  );
  const standards = loadStandards(settings.standardsFolder ?? inProject('config', 'standards'));
  const keys = await keysOf(settings);

  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of opened.toReversed()) await end();
  };
  try {
    let { databaseUrl } = settings;
    if (databaseUrl === null) {
      const embedded = await acquireEmbedded({ folder: join(settings.home, 'database') });
      opened.push(() => embedded.release());
      databaseUrl = embedded.url;
    }
    const store = await openStore({ databaseUrl, keys, applicationName: 'hedui' });
    opened.push(() => store.close());
    const queues = await openQueues(settings.queueUrl ?? databaseUrl, await store.installation());
    opened.push(() => queues.close());
    const connectors = openConnectors(declared);
    opened.push(async () => {
      await Promise.all(connectors.map((connector) => connector.close()));
    });

    const now = () => new Date();
    const declarations = new Map(declared.map((one) => [one.id, one]));
    const connectorOf = new Map(connectors.map((connector) => [connector.department, connector]));
    const careful = new Map(
      declared.flatMap((one) => {
        const connector = connectorOf.get(one.id);
        return connector ? [[one.id, openCareful(connector, one, store)] as const] : [];
      }),
    );
    return {
      settings,
      store,
      queues,
      departments: declared.map((one) => one.id),
      connectors: connectorOf,
      lookupRoom: {
        store,
        queues,
        log,
        now,
        standards,
        declarations,
        connectors: connectorOf,
        careful,
        watch: NOBODY_WATCHES,
      },
      verifyRoom: {
        store,
        queues,
        now,
        standards,
        declarations,
        signer: {
          keyId: keys.signing.keyId,
          sign: (digest) => sign(null, digest, keys.signing.privateKey),
        },
        engineVersion: ENGINE_VERSION,
        protections: protectionsOf(declared),
      },
      log,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function keysOf(settings: Settings): Promise<KeyProvider> {
  return process.env['HEDUI_KEYS'] === undefined
    ? keysFromFile(settings.keyFile)
    : keysFromEnvironment(process.env);
}

/** `public-security: token` and so on, with what the engine itself does. */
function protectionsOf(declared: readonly DepartmentDeclaration[]): string[] {
  return [
    'encryption-at-rest: aes-256-gcm',
    'rate-limit',
    ...declared.flatMap((one) => one.protections.map((what) => `${one.id}: ${what}`)),
  ];
}
