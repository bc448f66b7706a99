import { describe, expect, test } from '@jest/globals';
import { inventedHouseholds, inventedId, inventedPerson } from '../../support/households.ts';
import { only, openBatch, runningBatch, useStore } from '../../support/store.ts';

const held = useStore();

describe('batches', () => {
  test('are found again by their file, unless they were discarded', async () => {
    const batchId = await openBatch(held.store);
    const batch = await held.store.batches.get(batchId);
    expect(batch).toMatchObject({
      id: batchId,
      state: 'receiving',
      fileName: '张三家.csv',
      rows: 0,
    });
    expect(batch.verifiedOn).toBe('2026-07-01');
    expect(await held.store.batches.findByDigest('subsistence', batch.fileDigest)).toEqual(batch);
    await held.store.batches.discard(batchId);
    expect(await held.store.batches.findByDigest('subsistence', batch.fileDigest)).toBeNull();
  });

  test('that nobody submitted are unknown', async () => {
    for (const id of ['B999999', 'B0', '12', "B1'; drop table batches"]) {
      await expect(held.store.batches.get(id)).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
    }
  });

  test('give back their rejected rows in the order of the file, with its header', async () => {
    const batchId = await openBatch(held.store);
    const said = { zh: '校验码不符', en: 'check digit' };
    const rejected = [5, 2, 2].map((row) => ({
      rejection: { row, column: 'id_number', code: 'id-check-digit', said },
      ref: `HJ-${row}`,
      cells: ['张三', '=cmd', `${row}`],
    }));
    await held.store.batches.addRejections(batchId, rejected.slice(0, 1));
    await held.store.batches.addRejections(batchId, rejected.slice(1));
    await held.store.batches.finishReceiving(batchId, { rows: 9, header: ['姓名', '身份证号码'] });
    const { header, rows } = await held.store.batches.rejections(batchId);
    expect(header).toEqual(['姓名', '身份证号码']);
    expect(rows).toEqual([rejected[1], rejected[2], rejected[0]]);
    // Two rows, one of them with two faults.
    expect((await held.store.batches.progress(batchId)).rejectedRows).toBe(2);
  });
});

describe('households', () => {
  test('come back by the chunk as they were given, in their order', async () => {
    const { batchId, chunks } = await runningBatch(held.store, 7, 0, 3);
    expect(chunks.map(({ id, households }) => [id, households])).toEqual([
      [`${batchId}-1`, 3],
      [`${batchId}-2`, 3],
      [`${batchId}-3`, 1],
    ]);
    const read = (
      await Promise.all(chunks.map(({ id }) => held.store.households.readChunk(id)))
    ).flat();
    expect(read.map(({ household }) => household)).toEqual(inventedHouseholds(7));
    expect(read.every(({ verification }) => verification === 1)).toBe(true);
    // Cutting again changes nothing.
    expect(await held.store.households.cutChunks(batchId, 5)).toEqual(chunks);
  });

  test('given again later in a file take the place of what was there under their number', async () => {
    const batchId = await openBatch(held.store);
    const [one, two] = inventedHouseholds(2, 100) as [never, never];
    await held.store.households.add(batchId, [one, two]);
    await held.store.batches.addRejections(batchId, [
      {
        rejection: { row: 3, column: null, code: 'x', said: { zh: '', en: '' } },
        ref: 'HJ-100',
        cells: [],
      },
    ]);
    await held.store.households.removeByRef(batchId, ['HJ-100', 'unheard-of']);
    await held.store.households.add(batchId, [one]);
    await held.store.batches.finishReceiving(batchId, { rows: 5 });
    const chunk = await only(held.store.households.cutChunks(batchId, 10));
    const refs = (await held.store.households.readChunk(chunk.id)).map(
      ({ household }) => household.ref,
    );
    expect(refs).toEqual(['HJ-101', 'HJ-100']);
    expect(await held.store.batches.progress(batchId)).toMatchObject({
      households: 2,
      // Households 100 and 101 have 2 and 3 persons.
      persons: 5,
      rejectedRows: 0,
    });
  });

  test('of open batches are known by their members, not by their supporters', async () => {
    const batchId = await openBatch(held.store);
    const household = inventedHouseholds(1, 200)[0]!;
    const supporter = inventedPerson(9, 'supporter', 999_999);
    await held.store.households.add(batchId, [
      { ...household, persons: [...household.persons, supporter] },
    ]);
    const ids = [inventedId(600), inventedId(601), inventedId(999_999), inventedId(12_345)];
    expect(await held.store.households.inOpenBatch('subsistence', ids)).toEqual(new Map());
    await held.store.batches.finishReceiving(batchId, { rows: 3 });
    const open = await held.store.households.inOpenBatch('subsistence', ids);
    expect(open).toEqual(
      new Map([
        [ids[0], batchId],
        [ids[1], batchId],
      ]),
    );
  });

  test('are found by the caseworker’s number', async () => {
    const { batchId } = await runningBatch(held.store, 2, 300);
    const found = await held.store.households.findByRef(batchId, 'HJ-301');
    expect(found?.household.ref).toBe('HJ-301');
    expect(await held.store.households.findByRef(batchId, 'HJ-999')).toBeNull();
  });

  test('of unfinished chunks are told apart by whether they were queued', async () => {
    const batchId = await openBatch(held.store);
    await held.store.households.add(batchId, inventedHouseholds(1, 400));
    await held.store.batches.finishReceiving(batchId, { rows: 3 });
    const chunk = await only(held.store.households.cutChunks(batchId, 10));
    const ids = async (queuedToo: boolean) =>
      (await held.store.households.unfinishedChunks({ queuedToo })).map(({ id }) => id);
    expect(await ids(false)).toContain(chunk.id);
    await held.store.batches.markQueued(batchId);
    expect(await ids(false)).not.toContain(chunk.id);
    expect(await ids(true)).toContain(chunk.id);
  });
});
