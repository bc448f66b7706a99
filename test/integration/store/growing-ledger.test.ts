// A ledger is never at rest: it is verified while others add to it.

import { expect, test } from '@jest/globals';
import { openStore } from '../../../store/store.ts';
import { freshDatabase } from '../../support/database.ts';
import { lookAt } from '../../support/ledger.ts';
import { testKeys } from '../../support/store.ts';

test('nothing is wrong with a ledger that grows while it is verified', async () => {
  const database = await freshDatabase();
  const store = await openStore({ databaseUrl: database.url, keys: testKeys });
  const { ledger } = store;
  let isOver = false;
  const growing = (async () => {
    while (!isOver) {
      await ledger.note([lookAt('more')]);
      await ledger.sequence();
    }
  })();
  const found: string[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const { faults } = await ledger.verify();
    found.push(...faults.map(({ kind }) => kind));
  }
  isOver = true;
  await growing;
  expect(found).toEqual([]);
  await store.close();
  await database.drop();
});
