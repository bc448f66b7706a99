// The table beside a doubt about a person: every way in which a record can differ has its words, and who merely stands
// on the same register page is in no table.

import { expect, test } from '@jest/globals';
import { VERDICT_NAMES } from '../../../config/messages/terms.ts';
import { verifyHousehold } from '../../../matchers/verify-household.ts';
import { caseInput } from '../../support/case-household.ts';
import { CASE } from '../../support/case-schema.ts';

function compared(given: object) {
  const { identity } = verifyHousehold(
    caseInput(CASE.parse({ name: 'compared', expect: { findings: [] }, ...given })),
  );
  return identity.map(({ personNo, grade, fields, evidence }) => ({
    personNo,
    grade,
    verdicts: fields.map(({ field, verdict }) => `${field} ${verdict}`),
    records: evidence.length,
  }));
}

test('records that write a person in one way stand in one table', () => {
  const given = {
    household: [{ name: '吕国华', sex: 'male' }],
    records: {
      wages: [{ of: 1, months: '2026-01..2026-03', yuan: 100, name: '呂國華', sex: 'female' }],
      estates: [{ of: 1, unit: 'U1', name: '呂國華' }],
    },
  };
  expect(compared(given)).toEqual([
    {
      personNo: 1,
      grade: 'doubtful',
      verdicts: ['name name-variant', 'idNumber exact', 'sex sex-contradicts'],
      records: 3,
    },
    {
      personNo: 1,
      grade: 'probably-same',
      verdicts: ['name name-variant', 'idNumber exact'],
      records: 1,
    },
  ]);
});

test('a child without a number is compared by name and birth date', () => {
  const child = { name: '王小宝', id: null, born: '2026-05-01' };
  const given = {
    household: [{ name: '王芳' }, child],
    records: {
      register: [
        { of: 1, page: 'P1', relation: '02' },
        { of: 1, page: 'P1', relation: '20', ...child },
      ],
    },
  };
  expect(compared(given)).toEqual([
    {
      personNo: 2,
      grade: 'probably-same',
      verdicts: ['name exact', 'idNumber number-through-guardian', 'birthDate exact'],
      records: 1,
    },
  ]);
});

test('others on the register page are in no table', () => {
  const given = {
    household: [{ name: '王芳' }],
    records: {
      register: [
        { of: 1, page: 'P1', relation: '02' },
        { of: 1, page: 'P1', relation: '10', name: '李强', id: '371002199001010015' },
      ],
    },
  };
  expect(compared(given)).toEqual([]);
});

test.each([
  [{ name: '王芳 ' }, 'name-spelling'],
  [{ name: '王*' }, 'name-masked'],
  [{ name: null }, 'name-absent'],
  [{ name: '李四' }, 'name-different'],
  [{ id: null }, 'number-absent'],
  [{ id: '371002199001010015' }, 'number-different'],
  [{ born: '1980-05-07' }, 'birth-date-contradicts'],
])('%j is said as %s, in words', (record, verdict) => {
  const [table] = compared({
    household: [{ name: '王芳' }],
    records: { estates: [{ of: 1, unit: 'U1', ...record }] },
  });
  expect(table?.verdicts.some((said) => said.endsWith(` ${verdict}`))).toBe(true);
  expect(VERDICT_NAMES[verdict]?.zh).toBeTruthy();
});
