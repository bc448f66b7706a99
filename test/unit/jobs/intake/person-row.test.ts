import { describe, expect, test } from '@jest/globals';
import type { Person } from '../../../../domain/household.ts';
import { type Cells, faultsOf, goodRow, idNumber, takeRows } from './batch-files.ts';

/** The only person of a household of one row. */
async function person(cells: Cells): Promise<Person> {
  const { households } = await takeRows([goodRow(cells)]);
  return households[0]?.persons[0] as Person;
}

/** Faults of a row that stands second, after a good applicant (whose row is then held back). */
async function faultsOfMember(cells: Cells): Promise<string[]> {
  const member = {
    role: 'member',
    relation: 'son',
    name: '王大宝',
    id_number: idNumber('19950101', '001'),
    region: '',
    authorisation_no: 'A-2',
  };
  const taken = await takeRows([goodRow(), goodRow({ ...member, ...cells })]);
  return faultsOf(taken).filter((line) => line.startsWith('3 '));
}

describe('a row in order', () => {
  test('becomes a person with everything that was declared', async () => {
    const read = await person({
      name: '买买提·艾力',
      id_number: '11010519491231002x',
      region: '371002005',
      hukou_type: '城镇',
      authorised_until: '2026/12/31',
      declared_wage: '￥1,860.50',
      declared_transfer: '0',
      declared_business: '12000元',
      declared_homes: '1',
      declared_vehicles: '0',
      disability: '二级',
      serious_illness: '否',
      student: '',
      labour_capacity: '部分丧失',
      medical_outlay: '８０００',
    });
    expect(read).toEqual({
      no: 1,
      role: 'applicant',
      relation: '01',
      name: '买买提·艾力',
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      hukouType: 'urban',
      maritalStatus: null,
      disabilityGrade: 2,
      seriousIllness: false,
      student: null,
      labourCapacity: 'partial',
      authorisation: { no: 'A-1', signer: 'self', from: '2026-01-01', until: '2026-12-31' },
      declared: {
        wageFen: 186_050,
        transferFen: 0,
        businessFen: 1_200_000,
        propertyIncomeFen: null,
        depositsFen: null,
        securitiesFen: null,
        homes: 1,
        vehicles: 0,
        companies: null,
        medicalOutlayFen: 800_000,
      },
    });
  });

  test.each([
    [
      'a 15-digit number becomes its 18-digit form',
      { id_number: '110105491231002' },
      { idNumber: '11010519491231002X' },
    ],
    ['the applicant may leave the relation empty', { relation: '' }, { relation: '01' }],
    ['the applicant may be written as head of household', { relation: '户主' }, { relation: '01' }],
    [
      'a birth date that agrees with the ID number',
      { birth_date: '1990-1-1' },
      { birthDate: '1990-01-01' },
    ],
    [
      'text forced by a formula sign',
      { id_number: `="${idNumber('19900101', '001')}"` },
      { idNumber: idNumber('19900101', '001') },
    ],
    [
      'invisible marks pasted along',
      { id_number: `\u202d${idNumber('19900101', '001')}\u202c` },
      { idNumber: idNumber('19900101', '001') },
    ],
    [
      '50 characters of two UTF-16 units each',
      { name: '𬭚'.repeat(50) },
      { name: '𬭚'.repeat(50) },
    ],
    ['widowed by its code', { marital_status: '30' }, { maritalStatus: 'widowed' }],
    ['married for the second time', { marital_status: '再婚' }, { maritalStatus: 'married' }],
    ['no disability', { disability: '无' }, { disabilityGrade: null }],
    [
      'exactly 100 million yuan',
      { declared_deposits: '100000000' },
      { declared: expect.objectContaining({ depositsFen: 10_000_000_000 }) },
    ],
    [
      'an authorisation that ends on the verification date',
      { authorised_until: '2026-07-01' },
      { authorisation: expect.objectContaining({ until: '2026-07-01' }) },
    ],
    [
      'an authorisation that begins on it',
      { authorised_from: '2026-07-01' },
      { authorisation: expect.objectContaining({ from: '2026-07-01' }) },
    ],
  ])('%s', async (_, cells, expected) => {
    expect(await person(cells)).toMatchObject(expected);
  });

  test('a minor without an ID number has a birth date and a guardian', async () => {
    // Born 2008-07-02: 17 on 2026-07-01, 18 the day after.
    expect(
      await faultsOfMember({ id_number: '', birth_date: '20080702', signer: '监护人' }),
    ).toEqual([]);
    expect(
      await faultsOfMember({ id_number: '', birth_date: '20080701', signer: '监护人' }),
    ).toEqual(['3 id_number id-missing-adult']);
  });

  test('signs alone from the day of coming of age', async () => {
    // Born 2008-07-01: 18 on 2026-07-01.
    expect(await faultsOfMember({ id_number: idNumber('20080701', '001') })).toEqual([]);
    expect(await faultsOfMember({ id_number: idNumber('20080702', '001') })).toEqual([
      '3 signer authorisation-guardian',
    ]);
    expect(
      await faultsOfMember({ id_number: idNumber('20080702', '001'), signer: 'guardian' }),
    ).toEqual([]);
  });

  test.each([
    ['公安、税务', ['public-security', 'tax']],
    ['公安部门，税务部门；tax', ['public-security', 'tax']],
    ['住房公积金管理中心', ['housing-fund']],
  ])('authorises the departments that are named: %s', async (cell, departments) => {
    expect(await person({ authorised_departments: cell })).toMatchObject({
      authorisation: { departments },
    });
  });

  test('authorises every department when none is named', async () => {
    const { authorisation } = (await person({ authorised_departments: '' })) ?? {};
    expect(authorisation).toBeDefined();
    expect(authorisation).not.toHaveProperty('departments');
  });
});

describe('a faulty cell is named with its code', () => {
  test.each<[string, Cells]>([
    ['role cell-missing', { role: '' }],
    ['role word-unknown', { role: 'cousin' }],
    ['relation cell-missing', { relation: '' }],
    ['relation relation-unknown', { relation: '邻居' }],
    ['relation relation-self', { relation: '本人' }],
    ['name cell-missing', { name: ' \u3000' }],
    ['name cell-too-long', { name: '王'.repeat(51) }],
    ['name name-characters', { name: '王?明' }],
    ['name name-characters', { name: '王\n明' }],
    ['name name-characters', { name: '=cmd|calc' }],
    ['id_number id-missing', { id_number: '' }],
    ['id_number id-length', { id_number: '12345' }],
    ['id_number id-characters', { id_number: '37100219900101A015' }],
    ['id_number id-region', { id_number: '991002199001010015' }],
    ['id_number id-birth-date', { id_number: '371002199002300015' }],
    ['id_number id-check-digit', { id_number: `${idNumber('19900101', '001').slice(0, 17)}9` }],
    ['id_number id-mangled', { id_number: '3.71002E+17' }],
    ['id_number id-mangled', { id_number: '371002199001011000' }],
    ['id_number id-born-later', { id_number: idNumber('20260702', '001'), signer: 'guardian' }],
    ['birth_date birth-date-contradicts-id', { birth_date: '1995-01-02' }],
    ['birth_date birth-date-later', { id_number: '', birth_date: '2026-07-02' }],
    ['birth_date date-unreadable', { birth_date: '2026-02-30' }],
    ['signer id-missing-guardian', { id_number: '', birth_date: '2012-01-01' }],
    ['region region-unreadable', { region: '3710' }],
    ['hukou_type word-unknown', { hukou_type: '集体' }],
    ['authorisation_no authorisation-missing', { authorisation_no: '' }],
    ['authorisation_no cell-too-long', { authorisation_no: 'A'.repeat(65) }],
    ['authorised_from authorisation-missing', { authorised_from: '' }],
    ['authorised_from authorisation-not-begun', { authorised_from: '2026-07-02' }],
    ['authorised_until authorisation-order', { authorised_until: '2025-12-31' }],
    ['authorised_until authorisation-expired', { authorised_until: '2026-06-30' }],
    ['signer authorisation-missing', { signer: '' }],
    ['authorised_departments authorisation-departments', { authorised_departments: '公安、邻居' }],
    ['signer word-unknown', { signer: '邻居' }],
    ['declared_wage amount-unreadable', { declared_wage: '一千' }],
    ['declared_wage amount-unreadable', { declared_wage: '12.345' }],
    ['declared_wage amount-negative', { declared_wage: '-1' }],
    ['declared_deposits amount-too-large', { declared_deposits: '100000000.01' }],
    ['declared_homes count-unreadable', { declared_homes: '1.5' }],
    ['declared_homes count-unreadable', { declared_homes: '100' }],
    ['disability word-unknown', { disability: '5' }],
    ['student word-unknown', { student: '也许' }],
    ['labour_capacity word-unknown', { labour_capacity: '一般' }],
    ['household_ref cell-too-long', { household_ref: 'H'.repeat(41) }],
  ])('%s', async (expected, cells) => {
    const [column, code] = expected.split(' ');
    const faults = await faultsOfMember(cells);
    expect(faults).toContain(`3 ${column} ${code}`);
  });

  test('all faults of a row are listed, and none of its good cells', async () => {
    expect(
      await faultsOfMember({ name: '', id_number: '1', declared_wage: 'x', student: '?' }),
    ).toEqual([
      '3 name cell-missing',
      '3 id_number id-length',
      '3 declared_wage amount-unreadable',
      '3 student word-unknown',
    ]);
  });

  test('the sentence names the column in its language and no personal data', async () => {
    const { rejected } = await takeRows([goodRow({ declared_wage: '秘密', name: '张三丰?' })]);
    const said = rejected.map(({ rejection }) => rejection.said);
    expect(said.map(({ zh }) => zh).join()).toContain('申报月工资收入不是金额');
    expect(said.map(({ en }) => en).join()).toContain('declared_wage is not an amount');
    expect(JSON.stringify(said)).not.toMatch(/秘密|张三丰/);
  });
});
