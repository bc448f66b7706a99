// The whole installation, part by part. What does not open takes only what stands on it out of the examination.

import type { Settings } from '../../config/settings.ts';
import { openPermittedConnectors } from '../../connectors/permitted-connector.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { keysOf, type OpenedStore, openStoreOf } from '../../jobs/open-store.ts';
import { openQueues } from '../../jobs/queues.ts';
import type { Store } from '../../store/store.ts';
import { type Check, opened } from './check.ts';
import { departmentChecks } from './departments.ts';
import { examineFiles } from './files.ts';
import { clocksAgree, diskSpace } from './machine.ts';
import {
  ledgerCheck,
  monthsCheck,
  outsideChecks,
  queueChecks,
  storeCheck,
  transactionsCheck,
  workersCheck,
} from './servers.ts';

/** Names the queues of an installation whose store does not open; nothing is put on them. */
const UNKNOWN_INSTALLATION = 'unknown';

type Circumstances = {
  readonly now?: () => Date;
  /** Whether whoever asks may: told the store as soon as it is open. */
  readonly admit?: (store: Store) => Promise<unknown>;
};

/** @throws what `admit` throws */
export async function examine(
  settings: Settings,
  { now = () => new Date(), admit = async () => {} }: Circumstances = {},
): Promise<Check[]> {
  const sheet: Check[] = [await diskSpace(settings)];
  const store = await openedStore(settings, sheet);
  try {
    if (store !== null) {
      await admit(store.store);
      const facts = await store.store.facts();
      sheet.push(storeCheck(facts, settings), clocksAgree(facts.clock, now()));
      sheet.push(transactionsCheck(await store.store.oldestTransaction()));
      sheet.push(await ledgerCheck(store.store));
      sheet.push(await monthsCheck(store.store, shanghaiDate(now())));
    }
    const declared = await examineFiles(settings, shanghaiDate(now()), sheet);
    await examineQueue(settings, store, declared ?? [], sheet);
    if (store !== null) sheet.push(await workersCheck(store.store));
    await outsideChecks(settings, sheet);
    if (store !== null && declared !== null) {
      await examineDepartments(declared, store.store, now, sheet);
    }
    return sheet;
  } finally {
    await store?.close();
  }
}

async function openedStore(settings: Settings, sheet: Check[]): Promise<OpenedStore | null> {
  const keys = await opened(sheet, 'keys', () => keysOf(settings));
  return keys === null ? null : opened(sheet, 'store', () => openStoreOf(settings, keys));
}

async function examineQueue(
  { queueUrl }: Settings,
  store: OpenedStore | null,
  declared: readonly DepartmentDeclaration[],
  sheet: Check[],
): Promise<void> {
  const url = queueUrl ?? store?.databaseUrl;
  // In a database that does not open, which was said.
  if (url === undefined) return;
  const installation = (await store?.store.installation()) ?? UNKNOWN_INSTALLATION;
  const queues = await opened(sheet, 'queue', () => openQueues(url, installation));
  if (queues === null) return;
  try {
    const departments = declared.map(({ id }) => id);
    sheet.push(...(await queueChecks(queues, departments)));
  } finally {
    await queues.close();
  }
}

async function examineDepartments(
  declared: readonly DepartmentDeclaration[],
  store: Store,
  now: () => Date,
  sheet: Check[],
): Promise<void> {
  const connectors =
    (await opened(sheet, 'departments', () =>
      openPermittedConnectors(declared, store.withdrawals, now),
    )) ?? [];
  const connectorOf = new Map(connectors.map((connector) => [connector.department, connector]));
  try {
    const checks = declared.map((one) => departmentChecks(one, connectorOf.get(one.id), now()));
    sheet.push(...(await Promise.all(checks)).flat());
  } finally {
    await Promise.all(connectors.map((connector) => connector.close()));
  }
}
