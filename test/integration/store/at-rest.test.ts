import { describe, expect, test } from '@jest/globals';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { openStore } from '../../../store/store.ts';
import { inventedAnswer, inventedHouseholds, inventedReport } from '../../support/households.ts';
import { only, openBatch, runningBatch, testKeys, useStore } from '../../support/store.ts';

const LAND = 'land' as DepartmentId;
const held = useStore();

describe('at rest', () => {
  test('no table holds a name, an ID number, an amount or a text of the caseworker in clear', async () => {
    const batchId = await openBatch(held.store);
    const household = inventedHouseholds(1, 1_000)[0]!;
    const person = { ...household.persons[0]!, name: '欧阳秘密' };
    const planted = { ...household, ref: '绝密户号', persons: [person] };
    await held.store.households.add(batchId, [planted]);
    await held.store.batches.addRejections(batchId, [
      {
        rejection: { row: 2, column: null, code: 'x', said: { zh: '', en: '' } },
        ref: planted.ref,
        cells: ['欧阳秘密', '371002198001011234'],
      },
    ]);
    await held.store.batches.finishReceiving(batchId, { rows: 1 });
    const chunk = await only(held.store.households.cutChunks(batchId, 10));
    const stored = await only(held.store.households.readChunk(chunk.id));
    const about = { householdId: stored.id, verification: 1 };
    await held.store.answers.save(chunk.id, LAND, [
      { ...about, department: LAND, ...inventedAnswer(planted, LAND) },
    ]);
    const report = inventedReport(planted, { number: 'PLANTED-1', batch: batchId });
    await held.store.reports.seal(chunk.id, [{ ...about, report }]);

    const { rows: tables } = await held.sql.query(
      `select table_name from information_schema.tables where table_schema = 'public'`,
    );
    let dump = '';
    for (const { table_name } of tables) {
      // Bytes in escape form, so that text hidden in them would show.
      await held.sql.query(`set bytea_output = 'escape'`);
      const { rows } = await held.sql.query(`select t::text as row from ${table_name} t`);
      dump += rows.map(({ row }) => row).join('\n');
    }
    expect(dump).toContain('PLANTED-1');
    const octal = (text: string) =>
      [...Buffer.from(text)].map((byte) => `\\${byte.toString(8)}`).join('');
    for (const secret of [
      person.name,
      person.idNumber!,
      planted.ref,
      '张三家.csv',
      '鲁K12345',
      '371002198001011234',
    ]) {
      expect(dump).not.toContain(secret);
      expect(dump.replaceAll('\\\\', '\\')).not.toContain(octal(secret));
    }
  });

  test('a value moved to another row does not open there', async () => {
    const { batchId, chunks } = await runningBatch(held.store, 2, 1_100);
    await held.sql.query(
      `update households h set sealed = o.sealed from households o
       where h.batch_id = $1 and o.batch_id = $1 and h.seq = 1 and o.seq = 2`,
      [batchId.slice(1)],
    );
    await expect(held.store.households.readChunk(chunks[0]!.id)).rejects.toMatchObject({
      code: 'KEY_WRONG',
    });
  });

  test('a household whose key was erased is not read again by another process', async () => {
    const { batchId, chunks } = await runningBatch(held.store, 1, 1_200);
    const stored = await only(held.store.households.readChunk(chunks[0]!.id));
    const about = { householdId: stored.id, verification: 1 };
    const report = inventedReport(stored.household, { number: 'ERASED-1', batch: batchId });
    await held.store.reports.seal(chunks[0]!.id, [{ ...about, report }]);
    await held.sql.query('update households set key_wrapped = null where id = $1', [stored.id]);
    const other = await openStore({ databaseUrl: held.database.url, keys: testKeys });
    await expect(other.reports.read('ERASED-1')).rejects.toMatchObject({ code: 'REPORT_UNKNOWN' });
    await other.close();
  });
});
