// What the records of the departments beyond the critical four become: hand-made records, every code translated.

import { describe, expect, test } from '@jest/globals';
import { maskedAccount } from '../../../connectors/masked-account.ts';
import { answerWith, MAN } from '../../support/foreign-records.ts';

const factsOf = (...given: Parameters<typeof answerWith>) =>
  answerWith(...given).records.map(({ facts }) => facts);
const FAULT = { outcome: 'unanswered', why: 'failed', records: [] };

describe('market regulation', () => {
  const id = 'market-regulation.company';
  const held = {
    cerno: MAN,
    name: '张三',
    uniscid: '91371002MA3ABCDE1X',
    entname: '威海某商贸有限公司',
    gx: '02',
    subconam: '12.5',
    regcap: '100',
    regcapcur: '156',
    regstate: '1',
    estdate: '2019-03-04',
  };

  test('capital in ten thousand yuan becomes fen: 12.5 万元 = 125,000 yuan = 12,500,000 fen', () => {
    expect(factsOf(id, [held])).toEqual([
      {
        kind: 'company-role',
        companyCode: '91371002MA3ABCDE1X',
        companyName: '威海某商贸有限公司',
        role: 'shareholder',
        subscribedFen: 12_500_000,
        registeredCapitalFen: 100_000_000,
        status: 'active',
        establishedOn: '2019-03-04',
      },
    ]);
  });

  test.each([
    ['0.000001', 1],
    ['0.01', 10_000],
    ['1,234.56', 1_234_560_000],
    ['', null],
  ])('subscribed %s 万元 is %s fen', (subconam, fen) => {
    expect(factsOf(id, [{ ...held, subconam }])).toMatchObject([{ subscribedFen: fen }]);
  });

  test('capital in another currency is no amount in yuan', () => {
    expect(factsOf(id, [{ ...held, regcapcur: '840' }])).toMatchObject([
      { subscribedFen: null, registeredCapitalFen: null },
    ]);
  });

  test.each([
    ['01', 'legal-representative'],
    ['03', 'director'],
    ['04', 'sole-trader'],
    ['05', 'cooperative-member'],
  ])('relation %s is %s', (gx, role) =>
    expect(factsOf(id, [{ ...held, gx }])).toMatchObject([{ role }]),
  );

  test.each([
    ['2', 'revoked'],
    ['3', 'cancelled'],
  ])('state %s is %s', (regstate, status) =>
    expect(factsOf(id, [{ ...held, regstate }])).toMatchObject([{ status }]),
  );

  test('an old registration number serves where there is no code; neither is a fault', () => {
    const old = { ...held, uniscid: '', regno: '371002200012345' };
    expect(factsOf(id, [old])).toMatchObject([{ companyCode: '371002200012345' }]);
    expect(answerWith(id, [{ ...old, regno: ' ' }])).toMatchObject(FAULT);
    expect(answerWith(id, [{ ...held, subconam: '1.0000001' }])).toMatchObject(FAULT);
  });

  test('one person holds several roles in one company', () => {
    const keys = answerWith(id, [held, { ...held, gx: '01' }]).records.map((one) => one.sourceKey);
    expect(keys).toEqual([
      '91371002MA3ABCDE1X/shareholder',
      '91371002MA3ABCDE1X/legal-representative',
    ]);
  });
});

describe('tax', () => {
  const id = 'tax.income';
  const row = {
    sfzjhm: MAN,
    xm: '张三',
    sdxm: '0101',
    ssq: '202606',
    sre: '3200.5',
    kjywrsbh: 'E1',
    kjywrmc: '某厂',
  };

  test('wage and bonus of one payer and month are one pay: 3,200.50 + 1,000 = 4,200.50', () => {
    const rows = [row, { ...row, sdxm: '0103', sre: '1000' }, row];
    expect(factsOf(id, rows)).toEqual([
      {
        kind: 'wage-month',
        month: '2026-06',
        amountFen: 420_050,
        basis: 'taxed-income',
        payer: '某厂',
      },
    ]);
  });

  test('two payers, or two months, are two', () => {
    const rows = [row, { ...row, kjywrsbh: 'E2' }, { ...row, ssq: '202605' }];
    expect(factsOf(id, rows)).toHaveLength(3);
  });

  test.each(['0400', '0500'])('item %s is pay for work', (sdxm) =>
    expect(factsOf(id, [{ ...row, sdxm }])).toMatchObject([{ kind: 'wage-month' }]),
  );

  test.each([
    ['0200', 'business', 'sole-trade'],
    ['0300', 'business', 'contracted-business'],
    ['0600', 'property', 'royalty'],
    ['0701', 'property', 'interest'],
    ['0702', 'property', 'dividend'],
    ['0800', 'property', 'rent'],
    ['0900', 'property', 'transfer-of-property'],
    ['1000', 'property', 'windfall'],
  ])('item %s is %s income: %s', (sdxm, incomeClass, item) =>
    expect(factsOf(id, [{ ...row, sdxm }])).toMatchObject([
      { kind: 'income-month', incomeClass, item, grossFen: 320_050, netFen: null },
    ]),
  );

  test('net is what costs leave: 3,200.50 − 3,000 = 200.50; costs may exceed receipts', () => {
    const trade = { ...row, sdxm: '0200', cbfy: '3000' };
    expect(factsOf(id, [trade])).toMatchObject([{ netFen: 20_050 }]);
    expect(factsOf(id, [{ ...trade, cbfy: '3300.50' }])).toMatchObject([{ netFen: -10_000 }]);
  });

  test('an item that the list does not have cannot be read', () =>
    expect(answerWith(id, [{ ...row, sdxm: '9999' }])).toMatchObject(FAULT));
});

describe('housing fund', () => {
  const id = 'housing-fund.account';
  const held = { zjhm: MAN, grzh: 'G1', grzhzt: '01', grzhye: '20,000.01', jzny: '202606' };

  test('an account', () => {
    const full = { ...held, grjcjs: '4400', yjce: '1056', dwmc: '某厂', sfdk: '1' };
    expect(factsOf(id, [full])).toEqual([
      {
        kind: 'housing-fund',
        status: 'paying',
        baseFen: 440_000,
        monthlyDepositFen: 105_600,
        balanceFen: 2_000_001,
        lastPaidMonth: '2026-06',
        employer: '某厂',
        hasLoan: true,
      },
    ]);
  });

  test.each([
    ['02', 'sealed'],
    ['03', 'closed'],
    ['04', 'closed'],
    ['05', 'closed'],
  ])('state %s is %s', (grzhzt, status) =>
    expect(factsOf(id, [{ ...held, grzhzt }])).toMatchObject([{ status, hasLoan: false }]),
  );
});

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
