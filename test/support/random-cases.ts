// Households and records for property tests: small, so that records often meet (the same home, the same month).

import fc from 'fast-check';
import { CASE, type Case } from './case-schema.ts';

const NAMES = ['王芳', '玛依拉·艾山', '吕国华', '王𬭚', '李强'];
const MONTHS = ['2025-06', '2025-07', '2025-12', '2026-01', '2026-05', '2026-06', '2026-07'];
const MONEY = fc.integer({ min: 0, max: 300_000 }).map((fen) => fen / 100);

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
  declared: fc.record({
    wage: optional(MONEY),
    transfer: optional(MONEY),
    deposits: optional(MONEY),
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

/** Three persons, the last of whom may be a supporter. */
export const RANDOM_CASE: fc.Arbitrary<Case> = fc
  .record({
    purpose: fc.constantFrom('application', 'recheck'),
    persons: fc.tuple(PERSON, PERSON, PERSON),
    spouse: fc.boolean(),
    isLastSupporter: fc.boolean(),
    records: RECORDS,
    silent: fc.subarray(['land.real-estate/1', 'human-resources.contribution/1']),
  })
  .map(({ purpose, persons: [first, second, third], spouse, isLastSupporter, records, silent }) =>
    CASE.parse({
      name: 'random',
      purpose,
      household: [
        first,
        { ...second, relation: spouse ? '10' : '50' },
        { ...third, role: isLastSupporter ? 'supporter' : 'member' },
      ],
      records,
      answers: Object.fromEntries(silent.map((place) => [place, 'timed-out'])),
      expect: { findings: [] },
    }),
  );
