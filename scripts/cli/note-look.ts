// Looks and exports at the command line stand in the ledger like those in the console: before anything is shown.

import { instant } from '../../domain/calendar.ts';
import type { Store } from '../../store/store.ts';
import { atTerminal } from './staff.ts';

/** @param subject a report's number, or a batch when all of its reports are taken out */
export async function noteLook(
  store: Pick<Store, 'ledger'>,
  kind: 'look' | 'export',
  subject: string,
  content: unknown,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  await store.ledger.note([
    {
      at: instant(new Date()),
      actor: atTerminal(environment),
      kind,
      subject,
      purpose: environment['HEDUI_PURPOSE'] ?? null,
      content,
    },
  ]);
}
