// What departments' records become: hand-made records, every code translated.

import { describe, expect, test } from '@jest/globals';
import { shareIn } from '../../../connectors/departments/land.ts';
import { answerWith, MAN, WOMAN } from '../../support/foreign-records.ts';

const factsOf = (...given: Parameters<typeof answerWith>) =>
  answerWith(...given).records.map(({ facts }) => facts);

describe('public security', () => {
  const id = 'public-security.household-register';
  const entry = { gmsfhm: MAN, xm: '张三', xb: '1', csrq: '19900101', hh: '007', xzqh: '371002' };

  test('a register entry', () => {
    const answer = answerWith(id, [
      { ...entry, hb: '2', ryzt: '2', ztrq: '2026-05-04', cym: '张小三' },
    ]);
    expect(answer.records).toEqual([
      {
        subject: { name: '张三', idNumber: MAN, sex: 'male', birthDate: '1990-01-01' },
        sourceKey: '371002/007',
        facts: {
          kind: 'register-entry',
          formerName: '张小三',
          registerNo: '007',
          relationToHead: null,
          address: null,
          region: '371002',
          hukouType: 'rural',
          status: 'deceased',
          statusSince: '2026-05-04',
        },
      },
    ]);
  });

  test.each([
    ['1', '2020-01-01', 'normal', null],
    ['3', '2020-01-01', 'moved-out', '2020-01-01'],
    ['4', '19000101', 'missing', null],
    ['2', '99991231', 'deceased', null],
    ['', '', 'normal', null],
  ])('state %s since %s is %s since %s', (ryzt, ztrq, status, statusSince) => {
    expect(factsOf(id, [{ ...entry, ryzt, ztrq }])[0]).toMatchObject({ status, statusSince });
  });

  test.each([
    ['A', 'normal'],
    ['Q', 'normal'],
    ['B', 'transferred-out'],
    ['E', 'cancelled'],
    ['QM', 'cancelled'],
    ['BE', 'cancelled'],
    ['', 'normal'],
  ])('vehicle state %s is %s', (zt, status) => {
    const car = { sfzmhm: MAN, hpzl: '02', hphm: '鲁K12345', zt, syxz: 'A', pl: 1598 };
    const facts = factsOf('public-security.vehicle', [car]);
    expect(facts).toMatchObject([{ status, use: 'private', displacementMl: 1598 }]);
  });

  test.each([
    ['Z', 'mobility'],
    ['F', 'commercial'],
    ['', 'other'],
  ])('vehicle use %s is %s', (syxz, use) => {
    const car = { sfzmhm: MAN, hpzl: '07', hphm: '鲁K1', syxz, pl: '' };
    expect(factsOf('public-security.vehicle', [car])).toMatchObject([
      { use, displacementMl: null },
    ]);
  });
});

describe('human resources', () => {
  const id = 'human-resources.contribution';
  const paid = { aac002: MAN, aac003: '张三', aae003: '202606', aab001: 'E1', aab004: '某厂' };

  test('one wage a job and month, however many insurances it pays into', () => {
    const rows = ['110', '210', '310'].map((aae140) => ({
      ...paid,
      aae140,
      aac040: '3200.5',
      aae180: '4200',
    }));
    expect(factsOf(id, rows)).toEqual([
      {
        kind: 'wage-month',
        month: '2026-06',
        amountFen: 320050,
        basis: 'reported-wage',
        payer: '某厂',
      },
    ]);
  });

  test('a base where there is no wage; two jobs are two wages', () => {
    const rows = [
      { ...paid, aae180: '4,200.00' },
      { ...paid, aab001: 'E2', aac040: '100' },
    ];
    expect(factsOf(id, rows)).toMatchObject([
      { amountFen: 420000, basis: 'contribution-base' },
      { amountFen: 10000, basis: 'reported-wage' },
    ]);
  });

  test.each([
    { ...paid },
    { ...paid, aac040: '1', aae003: '202600' },
    { ...paid, aac040: '1.234' },
  ])(
    'a month without amount, an amount without month and a third decimal are faults: %j',
    (record) =>
      expect(answerWith(id, [record])).toMatchObject({ outcome: 'unanswered', why: 'failed' }),
  );

  test('the basic part is a resident pension’s only; a record sent twice counts once', () => {
    const row = { aac002: MAN, aae140: '170', aae003: '202606', aae019: '258.35', jcylj: '212' };
    const other = { ...row, aae140: '110', aae019: '3000', jcylj: '5' };
    expect(factsOf('human-resources.pension', [row, other, row])).toEqual(
      expect.arrayContaining([
        {
          kind: 'benefit-payment',
          benefit: 'resident-pension',
          month: '2026-06',
          amountFen: 25835,
          basicFen: 21200,
        },
        {
          kind: 'benefit-payment',
          benefit: 'employee-pension',
          month: '2026-06',
          amountFen: 300000,
          basicFen: null,
        },
      ]),
    );
    expect(factsOf('human-resources.pension', [row, other, row])).toHaveLength(2);
  });

  test('two payments of one month are told apart, in whatever order they come', () => {
    const row = { aac002: MAN, aae140: '110', aae003: '202606', aae019: '3000' };
    const back = { ...row, aae019: '120' };
    const keys = (rows: object[]) =>
      answerWith('human-resources.pension', rows).records.map(({ sourceKey, facts }) => [
        sourceKey,
        'amountFen' in facts && facts.amountFen,
      ]);
    expect(keys([row, back])).toEqual(keys([back, row]));
    expect(keys([row, back]).map(([key]) => key)).toEqual([
      'employee-pension/2026-06',
      'employee-pension/2026-06#2',
    ]);
  });
});

describe('land', () => {
  const right = {
    zjh: '371002900101001',
    qlr: '张三',
    bdcdyh: 'U1',
    qszt: '1',
    ghyt: '住宅',
    jzmj: '88.5',
  };

  test('an old row under the 15-digit number is the person’s', () => {
    const facts = factsOf('land.real-estate', [{ ...right, gyfs: '2', gyqk: '50%', sfdy: '1' }]);
    expect(facts).toMatchObject([
      {
        areaM2x100: 8850,
        ownership: 'shares',
        share: { of: 1, in: 2 },
        mortgaged: true,
        seized: false,
      },
    ]);
  });

  test.each([
    ['住宅', 'residential'],
    ['成套住宅', 'residential'],
    ['', 'residential'],
    ['车库', 'ancillary'],
    ['地下车位', 'ancillary'],
    ['储藏室', 'ancillary'],
    ['商业服务', 'non-residential'],
    ['非住宅', 'non-residential'],
  ])('use %s is %s', (ghyt, use) => {
    expect(factsOf('land.real-estate', [{ ...right, ghyt }])).toMatchObject([{ use }]);
  });

  test('an area of 0 is one that was not recorded', () => {
    expect(factsOf('land.real-estate', [{ ...right, jzmj: '0.00' }])).toMatchObject([
      { areaM2x100: null },
    ]);
  });

  test.each([
    ['50%', { of: 1, in: 2 }],
    ['33.33%', { of: 3333, in: 10000 }],
    ['１／２', { of: 1, in: 2 }],
    ['按份共有 2/4', { of: 1, in: 2 }],
    ['三分之一', { of: 1, in: 3 }],
    ['100%', { of: 1, in: 1 }],
    ['150%', null],
    ['3/2', null],
    ['1/0', null],
    ['共同共有', null],
    [null, null],
  ])('share %s is %j', (typed, share) => expect(shareIn(typed)).toEqual(share));
});

describe('civil affairs', () => {
  const row = {
    op_type: 'IA',
    op_date: '2015-10-01',
    name_man: '张三',
    cert_num_man: MAN,
    name_woman: '李四',
    cert_num_woman: WOMAN,
  };

  test.each([
    ['IA', 'marriage'],
    ['IB', 'divorce'],
    ['ICA', 'reissue'],
    ['ICB', 'reissue'],
  ])('%s is a %s, told from the side of the one who was asked about', (op_type, event) => {
    const [his] = answerWith('civil-affairs.marriage', [{ ...row, op_type }]).records;
    const [hers] = answerWith('civil-affairs.marriage', [{ ...row, op_type }], WOMAN).records;
    expect(his).toMatchObject({
      subject: { name: '张三', sex: 'male' },
      facts: { event, spouseName: '李四' },
    });
    expect(hers).toMatchObject({
      subject: { name: '李四', sex: 'female' },
      facts: { event, spouseIdNumber: MAN },
    });
  });

  test('a death whose day was not recorded is of the day of cremation at the latest', () => {
    const held = { cert_num: MAN, death_date: '19000101', cremation_date: '2026-03-04' };
    expect(factsOf('civil-affairs.funeral', [held])).toMatchObject([{ on: '2026-03-04' }]);
    const unknown = answerWith('civil-affairs.funeral', [{ cert_num: MAN, death_date: '' }]);
    expect(unknown).toMatchObject({ outcome: 'unanswered', why: 'failed' });
  });

  test('assistance that has no end runs on', () => {
    const help = {
      cert_num: MAN,
      programme: 'subsistence',
      case_no: 'C1',
      region: '371082',
      start_date: '2024-01-01',
      monthly_amount: '812.5',
      headcount: '2',
    };
    for (const end_date of ['', '9999-12-31']) {
      expect(factsOf('civil-affairs.assistance', [{ ...help, end_date }])).toEqual([
        {
          kind: 'assistance-received',
          programme: 'subsistence',
          caseNo: 'C1',
          region: '371082',
          from: '2024-01-01',
          until: null,
          monthlyFen: 81250,
          headcount: 2,
        },
      ]);
    }
  });
});
