// What the records of market regulation, tax and the housing fund become: every code translated.

import { describe, expect, test } from '@jest/globals';
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
