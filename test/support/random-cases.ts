// Households and records for property tests: small, so that records often meet (the same home, the same month).

import fc from 'fast-check';
import { SCHEMES } from '../../domain/scheme.ts';
import { CASE, type Case } from './case-schema.ts';

const NAMES = ['王芳', '玛依拉·艾山', '吕国华', '王𬭚', '李强'];
const MONTHS = ['2025-06', '2025-07', '2025-12', '2026-01', '2026-05', '2026-06', '2026-07'];
const MONEY = fc.integer({ min: 0, max: 300_000 }).map((fen) => fen / 100);

/** Standards under which everything that can be taken off or counted is. */
const TAKING_OFF = {
  'subsistence.income.medical-outlay-deducted': 1,
  'subsistence.income.disability-outlay': 10_000,
  'subsistence.income.education-outlay': 5_000,
  'subsistence.income.work-cost': 20_000,
  'subsistence.deposits.housing-fund-counts': 1,
};

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const subject = {
  of: fc.integer({ min: 1, max: 3 }),
  name: optional(fc.constantFrom('李四', '玛依拉艾山', '呂國華', '王?', null)),
  id: optional(fc.constantFrom(null, '371002199001010015')),
};

const PERSON = fc.record({
  name: fc.constantFrom(...NAMES),
  born: fc.constantFrom('1950-01-01', '1980-05-06', '2015-03-01'),
  sex: fc.constantFrom('male', 'female'),
  hukou: fc.constantFrom('urban', 'rural', null),
  disability: optional(fc.constantFrom(1, 3)),
  student: optional(fc.boolean()),
  declared: fc.record({
    wage: optional(MONEY),
    transfer: optional(MONEY),
    business: optional(MONEY),
    medical: optional(MONEY),
    deposits: optional(MONEY),
    companies: optional(fc.integer({ min: 0, max: 2 })),
    homes: optional(fc.integer({ min: 0, max: 2 })),
    vehicles: optional(fc.integer({ min: 0, max: 2 })),
  }),
});

const RECORDS = fc.record({
  register: few(
    fc.record({
      ...subject,
      former: fc.constantFrom(null, '李四'),
      status: fc.constantFrom('normal', 'deceased', 'moved-out'),
      hukou: fc.constantFrom('urban', 'rural', null),
    }),
  ),
  wages: few(
    fc.record({
      ...subject,
      months: fc.constantFrom(...MONTHS, '2025-07..2026-06'),
      yuan: MONEY,
      basis: fc.constantFrom('reported-wage', 'contribution-base', 'taxed-income'),
      payer: fc.constantFrom('A', 'B', null),
    }),
  ),
  benefits: few(
    fc.record({
      ...subject,
      months: fc.constantFrom(...MONTHS),
      yuan: MONEY.map((amount) => amount + 200),
      basic: fc.constantFrom(168, null),
      benefit: fc.constantFrom('employee-pension', 'resident-pension'),
    }),
  ),
  vehicles: few(
    fc.record({
      ...subject,
      plate: fc.constantFrom('鲁K1', '鲁K2'),
      status: fc.constantFrom('normal', 'cancelled'),
    }),
  ),
  estates: few(
    fc.record({
      ...subject,
      unit: fc.constantFrom('U1', 'U2'),
      area: fc.constantFrom(null, 20, 80),
      status: fc.constantFrom('current', 'historic'),
      ownership: fc.constantFrom('sole', 'joint', 'shares'),
      share: fc.constantFrom(null, '1/2'),
    }),
  ),
  marriages: few(
    fc.record({
      ...subject,
      event: fc.constantFrom('marriage', 'divorce', 'reissue'),
      on: fc.constantFrom('2010-05-20', '2022-08-01'),
      with: fc.constantFrom<string | number>(1, 2, '张三'),
    }),
  ),
  deaths: few(fc.record({ ...subject, on: fc.constantFrom('2026-03-14', '2026-03-16') })),
  assistance: few(
    fc.record({ ...subject, from: fc.constant('2025-03-01'), case: fc.constantFrom('C1', 'C2') }),
  ),
});

function few<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { maxLength: 4 });
}

const FACTS = fc.oneof(
  fc.record({
    kind: fc.constant('income-month'),
    month: fc.constantFrom(...MONTHS),
    incomeClass: fc.constantFrom('business', 'property'),
    item: fc.constantFrom('rent', 'sole-trade'),
    grossFen: fc.integer({ min: 0, max: 300_000 }),
    netFen: fc.constantFrom(null, 0, 100_000),
    payer: fc.constant('A'),
  }),
  fc.record({
    kind: fc.constant('company-role'),
    companyCode: fc.constantFrom('C1', 'C2'),
    companyName: fc.constantFrom('甲', '乙'),
    role: fc.constantFrom('shareholder', 'director', 'cooperative-member'),
    subscribedFen: fc.constant(null),
    registeredCapitalFen: fc.constantFrom(null, 100),
    status: fc.constantFrom('active', 'revoked', 'cancelled'),
    establishedOn: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('medical-outlay'),
    from: fc.constantFrom('2025-06', '2025-07'),
    until: fc.constantFrom('2026-06', '2026-07'),
    ownFen: fc.integer({ min: 0, max: 300_000 }),
  }),
  fc.record({
    kind: fc.constant('disability'),
    category: fc.constantFrom('mental', 'physical'),
    grade: fc.constantFrom(1, 2, 3, 4),
    validUntil: fc.constantFrom(null, '2026-06-30', '2026-07-01'),
  }),
  fc.record({
    kind: fc.constant('deposit'),
    bank: fc.constant('B'),
    account: fc.constantFrom('1', '2'),
    accountKind: fc.constantFrom('demand', 'term'),
    balanceFen: fc.integer({ min: 0, max: 3_000_000 }),
    on: fc.constantFrom('2026-05-31', '2026-06-30'),
  }),
  fc.record({
    kind: fc.constant('insurance-policy'),
    insurer: fc.constant('I'),
    policyNo: fc.constantFrom('1', '2'),
    policyKind: fc.constantFrom('savings', 'protection', 'bought-by-government'),
    role: fc.constantFrom('holder', 'insured'),
    cashValueFen: fc.constantFrom(null, 200_000),
    premiumFen: fc.constant(null),
    until: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('housing-fund'),
    status: fc.constantFrom('paying', 'sealed'),
    baseFen: fc.constant(null),
    monthlyDepositFen: fc.constant(null),
    balanceFen: fc.integer({ min: 0, max: 300_000 }),
    lastPaidMonth: fc.constantFrom(null, ...MONTHS),
    employer: fc.constantFrom(null, 'A'),
    hasLoan: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('farm-machine'),
    plate: fc.constantFrom('M1', 'M2'),
    model: fc.constant('T'),
    isLarge: fc.boolean(),
    status: fc.constantFrom('normal', 'cancelled'),
  }),
  fc.record({
    kind: fc.constant('custody'),
    form: fc.constant('prison'),
    from: fc.constant('2025-03-01'),
    until: fc.constantFrom(null, '2026-06-30', '2026-07-01'),
  }),
);

/** The resource that holds each of those kinds. */
const RESOURCE_OF: Readonly<Record<string, string>> = {
  'income-month': 'tax.income',
  'company-role': 'market-regulation.company',
  'medical-outlay': 'medical-insurance.outlay',
  disability: 'disabled-federation.certificate',
  deposit: 'banks.deposit',
  'insurance-policy': 'insurance.policy',
  'housing-fund': 'housing-fund.account',
  'farm-machine': 'agriculture.machine',
  custody: 'justice.custody',
};

const OTHERS = few(fc.record({ ...subject, facts: FACTS })).map((records) =>
  records.map(({ facts, ...about }) => ({ ...about, facts, resource: RESOURCE_OF[facts.kind] })),
);

/** Three persons, the last of whom may be a supporter or a child without a number. */
export const RANDOM_CASE: fc.Arbitrary<Case> = fc
  .record({
    purpose: fc.constantFrom('application', 'recheck'),
    persons: fc.tuple(PERSON, PERSON, PERSON),
    spouse: fc.boolean(),
    isLastSupporter: fc.boolean(),
    records: RECORDS,
    others: OTHERS,
    scheme: fc.constantFrom(...SCHEMES),
    isLastWithoutNumber: fc.boolean(),
    standards: fc.constantFrom({}, TAKING_OFF),
    silent: fc.subarray(['land.real-estate/1', 'human-resources.contribution/1']),
  })
  .map(({ persons: [first, second, third], spouse, isLastSupporter, silent, ...given }) => {
    const { isLastWithoutNumber, ...rest } = given;
    return CASE.parse({
      name: 'random',
      ...rest,
      household: [
        first,
        { ...second, relation: spouse ? '10' : '50' },
        {
          ...third,
          role: isLastSupporter ? 'supporter' : 'member',
          ...(isLastWithoutNumber ? { id: null } : {}),
        },
      ],
      answers: Object.fromEntries(silent.map((place) => [place, 'timed-out'])),
      expect: { findings: [] },
    });
  });
