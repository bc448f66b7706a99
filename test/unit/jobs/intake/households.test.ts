import { describe, expect, test } from '@jest/globals';
import { type Cells, faultsOf, goodRow, idNumber, takeRows } from './batch-files.ts';

let sequence = 0;
/** A different person each time. */
function someone(cells: Cells = {}): Cells {
  sequence++;
  const id = idNumber('19800101', String(sequence % 1000).padStart(3, '0'));
  return goodRow({ id_number: id, ...cells });
}
const member = (ref: string, cells: Cells = {}) =>
  someone({ household_ref: ref, role: 'member', relation: 'son', region: '', ...cells });
const applicant = (ref: string, cells: Cells = {}) => someone({ household_ref: ref, ...cells });

describe('rows that make a household', () => {
  test('the applicant stands first, supporters last, and everybody has a number', async () => {
    const { households, counts } = await takeRows([
      someone({ household_ref: 'H', role: 'supporter', relation: 'daughter', name: '丙' }),
      member('H', { name: '乙' }),
      applicant('H', { name: '甲', region: '371002005' }),
    ]);
    expect(households).toHaveLength(1);
    expect(households[0]?.region).toBe('371002005');
    expect(households[0]?.persons.map(({ no, name }) => `${no}${name}`)).toEqual([
      '1甲',
      '2乙',
      '3丙',
    ]);
    expect(counts).toMatchObject({ rows: 3, households: 1, persons: 3, rejectedRows: 0 });
  });

  test('blank rows are counted and do not part a household', async () => {
    const { households, counts } = await takeRows([applicant('H'), {}, {}, member('H')]);
    expect(households[0]?.persons).toHaveLength(2);
    expect(counts).toMatchObject({ rows: 2, blankRows: 2 });
  });

  test('rows far apart are put together, and what was given before is taken back', async () => {
    const others = Array.from({ length: 600 }, (_, at) =>
      applicant(`O${at}`, {
        id_number: idNumber('19700101', String(at).padStart(3, '0')),
      }),
    );
    const { households, counts, rejected } = await takeRows([
      applicant('H', { name: '甲' }),
      member('L', { name: '丁' }),
      ...others,
      member('H', { name: '乙' }),
      applicant('L', { name: '丙' }),
    ]);
    const names = (ref: string) =>
      households.find((each) => each.ref === ref)?.persons.map(({ name }) => name);
    expect(names('H')).toEqual(['甲', '乙']);
    // Alone, the first part of L would have been a household without an applicant.
    expect(names('L')).toEqual(['丙', '丁']);
    expect(rejected).toEqual([]);
    expect(counts).toMatchObject({ households: 602, persons: 604, rows: 604 });
  });

  test('beyond the limit, scattered rows ask for sorting', async () => {
    const taken = await takeRows(
      [applicant('A'), applicant('B'), applicant('C'), member('A'), member('B'), member('C')],
      { limits: { mendedRows: 2 } },
    );
    // A and B fill the two places; C comes third.
    expect(taken.households.map(({ ref }) => ref).sort()).toEqual(['A', 'B']);
    expect(faultsOf(taken)).toEqual([
      '4 household_ref rows-not-together',
      '7 household_ref rows-not-together',
    ]);
    expect(taken.counts).toMatchObject({ rows: 6, households: 2, persons: 4, rejectedRows: 2 });
  });
});

describe('a household with a fault', () => {
  test('comes back whole: good rows of it are held back', async () => {
    const taken = await takeRows([applicant('H'), member('H', { name: '' }), applicant('K')]);
    expect(faultsOf(taken)).toEqual(['2 null household-held-back', '3 name cell-missing']);
    expect(taken.households.map(({ ref }) => ref)).toEqual(['K']);
    expect(taken.counts).toMatchObject({ rejectedRows: 2, households: 1 });
  });

  test.each<[string, () => Cells[], string[]]>([
    [
      'no applicant',
      () => [member('H'), member('H')],
      ['2 role household-without-applicant', '3 null household-held-back'],
    ],
    [
      'two applicants',
      () => [applicant('H'), applicant('H')],
      ['2 null household-held-back', '3 role household-with-two-applicants'],
    ],
    [
      'two spouses',
      () => [applicant('H'), member('H', { relation: '妻' }), member('H', { relation: '配偶' })],
      [
        '2 null household-held-back',
        '3 null household-held-back',
        '4 relation household-with-two-spouses',
      ],
    ],
    [
      'the same ID number twice',
      () => {
        const row = applicant('H');
        return [row, member('H', { id_number: row.id_number ?? '' })];
      },
      ['2 null household-held-back', '3 id_number person-twice'],
    ],
    [
      'the same child without ID number twice',
      () => {
        const child = { id_number: '', birth_date: '2025-01-01', signer: 'guardian', name: '宝' };
        return [applicant('H'), member('H', child), member('H', child)];
      },
      ['2 null household-held-back', '3 null household-held-back', '4 id_number person-twice'],
    ],
    ['no number', () => [applicant('')], ['2 household_ref household-ref-missing']],
    [
      'a number that Excel destroyed',
      () => [applicant('2.02607E+12')],
      ['2 household_ref household-ref-mangled'],
    ],
  ])('%s', async (_, rows, expected) => {
    const taken = await takeRows(rows());
    expect(faultsOf(taken)).toEqual(expected);
    expect(taken.households).toEqual([]);
  });

  test('a role that cannot be read is not blamed twice', async () => {
    expect(faultsOf(await takeRows([applicant('H', { role: '申请' })]))).toEqual([
      '2 role word-unknown',
    ]);
  });

  test('too many persons, together or apart', async () => {
    const limits = { personsAHousehold: 2 };
    const together = await takeRows([applicant('H'), member('H'), member('H'), applicant('K')], {
      limits,
    });
    expect(faultsOf(together)).toEqual(
      [2, 3, 4].map((row) => `${row} household_ref household-too-large`),
    );
    expect(together.households.map(({ ref }) => ref)).toEqual(['K']);
    const apart = await takeRows([applicant('H'), applicant('K'), member('H'), member('H')], {
      limits,
    });
    expect(faultsOf(apart)).toEqual(
      [2, 4, 5].map((row) => `${row} household_ref household-too-large`),
    );
    expect(apart.counts).toMatchObject({ households: 1, persons: 1, rejectedRows: 3 });
  });
});

describe('a person in several households', () => {
  const shared = idNumber('19850505', '005');

  test('puts both in question, and each row names the other household', async () => {
    const taken = await takeRows([
      applicant('A', { id_number: shared }),
      applicant('B'),
      applicant('C'),
      member('C', { id_number: shared }),
    ]);
    expect(faultsOf(taken)).toEqual([
      '2 id_number person-in-two-households',
      '4 null household-held-back',
      '5 id_number person-in-two-households',
    ]);
    expect(taken.rejected[0]?.rejection.said.en).toContain('number C');
    expect(taken.rejected[2]?.rejection.said.en).toContain('number A');
    expect(taken.households.map(({ ref }) => ref)).toEqual(['B']);
    expect(taken.counts).toMatchObject({ households: 1, persons: 1, rejectedRows: 3 });
  });

  test('a supporter may support several, and apply for himself', async () => {
    const supporter = (ref: string) =>
      someone({ household_ref: ref, role: 'supporter', relation: 'son', id_number: shared });
    const { households } = await takeRows([
      applicant('A'),
      supporter('A'),
      applicant('B'),
      supporter('B'),
      applicant('C', { id_number: shared }),
    ]);
    expect(households).toHaveLength(3);
  });

  test('who is being verified in another batch comes back with that batch’s id', async () => {
    const taken = await takeRows(
      [applicant('A', { id_number: shared }), member('A'), applicant('B')],
      {},
      new Map([[shared, 'B-77']]),
    );
    expect(faultsOf(taken)).toEqual([
      '2 id_number person-in-open-batch',
      '3 null household-held-back',
    ]);
    expect(taken.rejected[0]?.rejection.said.zh).toContain('批次 B-77');
    expect(taken.households.map(({ ref }) => ref)).toEqual(['B']);
  });
});
