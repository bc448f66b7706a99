// What the records of the departments beyond the critical four become: hand-made records, every code translated.

import { describe, expect, test } from '@jest/globals';
import { maskedAccount } from '../../../connectors/masked-account.ts';
import { answerWith, MAN, WOMAN } from '../../support/foreign-records.ts';

const factsOf = (...given: Parameters<typeof answerWith>) =>
  answerWith(...given).records.map(({ facts }) => facts);
const FAULT = { outcome: 'unanswered', why: 'failed', records: [] };

describe('medical insurance', () => {
  const id = 'medical-insurance.outlay';
  const settled = { certno: MAN, setl_id: 'S1', setl_ym: '202603', psn_part_amt: '120.50' };

  test('a month is the sum of its settlements: 120.50 + 79.50 = 200.00', () => {
    const rows = [settled, { ...settled, setl_id: 'S2', psn_part_amt: '79.5' }, settled];
    expect(factsOf(id, rows)).toEqual([
      { kind: 'medical-outlay', from: '2026-03', until: '2026-03', ownFen: 20_000 },
    ]);
  });

  test('a settlement taken back counts nothing', () => {
    const rows = [settled, { ...settled, setl_id: 'S2', refd_flag: '1' }];
    expect(factsOf(id, rows)).toMatchObject([{ ownFen: 12_050 }]);
    expect(factsOf(id, rows.slice(1))).toMatchObject([{ ownFen: 0 }]);
  });
});

describe('disabled persons’ federation', () => {
  const id = 'disabled-federation.certificate';
  const held = { citizen_id: MAN, idt_kind: '4', idt_level: '2', status: '1', valid_date: '' };

  test.each([
    ['1', 'visual'],
    ['2', 'hearing'],
    ['3', 'speech'],
    ['4', 'physical'],
    ['5', 'intellectual'],
    ['6', 'mental'],
    ['7', 'multiple'],
  ])('category %s is %s', (idt_kind, category) =>
    expect(factsOf(id, [{ ...held, idt_kind }])).toEqual([
      { kind: 'disability', category, grade: 2, validUntil: null },
    ]),
  );

  test('a certificate that was cancelled held until that day; without the day it cannot be read', () => {
    const cancelled = { ...held, valid_date: '2030-01-01', status: '2', cancel_date: '2025-02-03' };
    expect(factsOf(id, [cancelled])).toMatchObject([{ validUntil: '2025-02-03' }]);
    expect(answerWith(id, [{ ...cancelled, cancel_date: '' }])).toMatchObject(FAULT);
  });
});

describe('veterans’ affairs', () => {
  test('a benefit, and service that has not ended', () => {
    const paid = { sfzh: MAN, dxlb: '11', ffny: '202606', ffje: '935' };
    expect(factsOf('veterans.benefit', [paid])).toEqual([
      {
        kind: 'benefit-payment',
        benefit: 'veteran',
        month: '2026-06',
        amountFen: 93_500,
        basicFen: null,
      },
    ]);
    const served = { sfzh: MAN, rwrq: '20240901', tyrq: '99991231' };
    expect(factsOf('veterans.service', [served])).toEqual([
      { kind: 'military-service', from: '2024-09-01', until: null },
    ]);
  });
});

describe('agriculture', () => {
  test('a subsidy of a month', () => {
    const paid = { sfzjhm: MAN, btxm: '耕地地力保护补贴', ffny: '202606', ffje: '541.25' };
    expect(factsOf('agriculture.subsidy', [paid])).toMatchObject([
      { benefit: 'agricultural-subsidy', month: '2026-06', amountFen: 54_125 },
    ]);
  });

  test('land in hundredths of a mu', () => {
    const contract = { cyzjhm: MAN, cbhtbm: 'H1', scmj: '4.33', cbqxz: '2028-12-31' };
    expect(factsOf('agriculture.land-contract', [contract])).toEqual([
      { kind: 'land-contract', contractNo: 'H1', areaMuX100: 433, until: '2028-12-31' },
    ]);
  });

  test.each([
    ['1', 'A', true, 'normal'],
    ['2', 'A', false, 'normal'],
    ['3', 'E', true, 'cancelled'],
    ['4', 'E', false, 'cancelled'],
  ])('machine class %s in state %s: large %s, %s', (jxlb, zt, isLarge, status) => {
    const held = { syrzjhm: MAN, hphm: '鲁10-12345', jxlb, zt, xh: '东方红' };
    expect(factsOf('agriculture.machine', [held])).toEqual([
      { kind: 'farm-machine', plate: '鲁10-12345', model: '东方红', isLarge, status },
    ]);
  });
});

describe('banks, securities, insurance', () => {
  test('no more of an account is kept than tells it from another', () => {
    expect(maskedAccount('6217 0001 2345 6789')).toBe('****6789');
    expect(maskedAccount('6217****6789')).toBe('****6789');
    const held = { zjhm: MAN, yhmc: '某银行', zh: '6217000123456789', rq: '2026-06-30' };
    const accounts = [
      ['1', 'demand'],
      ['2', 'term'],
      ['3', 'wealth-product'],
    ] as const;
    const rows = accounts.map(([zhlx]) => ({ ...held, zhlx, zrmbye: '12,345.6' }));
    const answer = answerWith('banks.deposit', rows);
    expect(JSON.stringify(answer)).not.toContain('6217');
    expect(answer.records.map(({ facts }) => facts)).toEqual(
      accounts.map(([, accountKind]) => ({
        kind: 'deposit',
        bank: '某银行',
        account: '****6789',
        accountKind,
        balanceFen: 1_234_560,
        on: '2026-06-30',
      })),
    );
  });

  test('two accounts that look alike once masked stay two', () => {
    const held = { zjhm: MAN, yhmc: '某银行', zhlx: '1', rq: '2026-06-30' };
    const rows = [
      { ...held, zh: '62170001', zrmbye: '1' },
      { ...held, zh: '99990001', zrmbye: '2' },
    ];
    const keys = answerWith('banks.deposit', rows).records.map((one) => one.sourceKey);
    expect(new Set(keys).size).toBe(2);
  });

  test('a securities account', () => {
    const held = {
      zjhm: MAN,
      qsmc: '某证券',
      zjzh: '10203040',
      zjye: '0.5',
      zqsz: '8000',
      rq: '2026-06-30',
    };
    expect(factsOf('securities.holding', [held])).toEqual([
      {
        kind: 'security-holding',
        broker: '某证券',
        cashFen: 50,
        marketValueFen: 800_000,
        on: '2026-06-30',
      },
    ]);
  });

  test.each([
    ['1', '1', 'savings', 'holder'],
    ['2', '2', 'protection', 'insured'],
    ['3', '2', 'bought-by-government', 'insured'],
  ])('policy kind %s and role %s are %s, %s', (xzlb, js, policyKind, role) => {
    const held = { zjhm: MAN, gsmc: '某人寿', bdh: 'P1', xzlb, js, xjjz: '100', nbf: '' };
    expect(factsOf('insurance.policy', [held])).toEqual([
      {
        kind: 'insurance-policy',
        insurer: '某人寿',
        policyNo: 'P1',
        policyKind,
        role,
        cashValueFen: 10_000,
        premiumFen: null,
        until: null,
      },
    ]);
  });
});

test.each([
  ['1', 'prison'],
  ['2', 'rehabilitation'],
])('justice: form %s is %s', (xs, form) => {
  const held = { zjhm: MAN, xs, qsrq: '2025-01-02', zzrq: '' };
  expect(factsOf('justice.custody', [held])).toEqual([
    { kind: 'custody', form, from: '2025-01-02', until: null },
  ]);
});

describe('housing and urban development', () => {
  const id = 'housing-security.rental';
  const held = {
    zlzjhm: WOMAN,
    zlxm: '李四',
    gtjzrzjhm: `371002201001010017；${MAN}`,
    hth: 'GZF1',
    bzfs: '2',
    xzqh: '371002',
    qsrq: '2025-03-01',
    ybtje: '260',
    bzrs: '3',
  };
  const facts = {
    kind: 'assistance-received',
    programme: 'public-rental',
    caseNo: 'GZF1',
    region: '371002',
    from: '2025-03-01',
    until: null,
    monthlyFen: 26_000,
    headcount: 3,
  };

  test('a record of a household answers about the tenant and about whoever lives with them', () => {
    for (const [asked, name] of [
      [WOMAN, '李四'],
      [MAN, null],
    ] as const) {
      const { records } = answerWith(id, [held], asked);
      expect(records).toMatchObject([
        { subject: { name, idNumber: asked }, sourceKey: 'GZF1', facts },
      ]);
    }
  });

  test('a home that is allotted pays nothing out; somebody whom the record does not name has none', () => {
    expect(factsOf(id, [{ ...held, bzfs: '1' }])).toMatchObject([{ monthlyFen: 0 }]);
    expect(answerWith(id, [{ ...held, gtjzrzjhm: '' }])).toMatchObject({ outcome: 'unanswered' });
  });

  test('a tenancy without its number or beginning, or of an unknown form, cannot be read', () => {
    for (const broken of [{ hth: '' }, { qsrq: '' }, { bzfs: '9' }, { ybtje: '很多' }])
      expect(answerWith(id, [{ ...held, ...broken }])).toMatchObject(FAULT);
  });
});
