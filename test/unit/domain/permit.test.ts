import { describe, expect, test } from '@jest/globals';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { Authorisation } from '../../../domain/household.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { NONE_WITHDRAWN, Permit, type PermitTerms } from '../../../domain/permit.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { PURPOSES_OF, SCHEMES } from '../../../domain/scheme.ts';

const terms: PermitTerms = {
  department: 'tax' as DepartmentId,
  scheme: 'subsistence',
  purpose: 'application',
  on: asCalendarDate('2026-07-01'),
  openEndedDays: 365,
  region: '371002001' as RegionCode,
  withdrawn: NONE_WITHDRAWN,
};
const authorisation: Authorisation = {
  no: 'SQ-1',
  signer: 'self',
  from: asCalendarDate('2026-06-01'),
  until: asCalendarDate('2026-12-31'),
};
const born = (birthDate: string, changed: Partial<Authorisation> = {}) => ({
  birthDate: asCalendarDate(birthDate),
  authorisation: { ...authorisation, ...changed },
});
const adult = (changed: Partial<Authorisation> = {}) => born('1970-01-01', changed);

describe('a permit', () => {
  test('is given for a person whose authorisation is in force, and names it', () => {
    const permit = Permit.seek(adult(), terms);
    expect(permit).toBeInstanceOf(Permit);
    expect((permit as Permit).authorisationNo).toBe('SQ-1');
  });

  test.each([
    ['begins tomorrow', { from: asCalendarDate('2026-07-02') }, 'not-authorised'],
    ['ended yesterday', { until: asCalendarDate('2026-06-30') }, 'authorisation-expired'],
    ['names other departments', { departments: ['banks' as DepartmentId] }, 'authorisation-scope'],
  ])('is refused when the authorisation %s', (_, changed, why) => {
    expect(Permit.seek(adult(changed), terms)).toBe(why);
  });

  test('is given when the department is among those that are named', () => {
    const departments = ['banks', 'tax'] as DepartmentId[];
    expect(Permit.seek(adult({ departments }), terms)).toBeInstanceOf(Permit);
  });

  test('is refused once the authorisation was withdrawn, in its own region only', () => {
    const withdrawn = {
      has: (no: string, region: RegionCode) => no === 'SQ-1' && region.startsWith('371002'),
    };
    expect(Permit.seek(adult(), { ...terms, withdrawn })).toBe('authorisation-withdrawn');
    const elsewhere = { ...terms, withdrawn, region: '371082001' as RegionCode };
    expect(Permit.seek(adult(), elsewhere)).toBeInstanceOf(Permit);
  });

  // Born 2008-07-01: of age on 2026-07-01.
  test.each([
    ['the day before coming of age', '2008-07-02', 'self', false],
    ['the day before coming of age, by a proxy', '2008-07-02', 'proxy', false],
    ['the day before coming of age, by the guardian', '2008-07-02', 'guardian', true],
    ['on coming of age', '2008-07-01', 'self', true],
  ] as const)('of a minor needs the guardian: %s', (_, birthDate, signer, isGiven) => {
    const permit = Permit.seek(born(birthDate, { signer }), terms);
    if (isGiven) expect(permit).toBeInstanceOf(Permit);
    else expect(permit).toBe('authorisation-signer');
  });

  test('is given for the purposes that the scheme allows', () => {
    for (const scheme of SCHEMES) {
      for (const purpose of ['application', 'recheck', 'objection'] as const) {
        const permit = Permit.seek(adult(), { ...terms, scheme, purpose });
        if (PURPOSES_OF[scheme].includes(purpose)) expect(permit).toBeInstanceOf(Permit);
        else expect(permit).toBe('purpose-not-allowed');
      }
    }
    expect(PURPOSES_OF['temporary-aid']).not.toContain('recheck');
  });
});

describe('a permit at the moment of sending', () => {
  const permit = Permit.seek(adult(), terms) as Permit;

  test('holds for what it was given for, until its last day', () => {
    const on = asCalendarDate('2026-12-31');
    expect(permit.whyNot({ ...terms, on }, NONE_WITHDRAWN)).toBeNull();
  });

  test.each([
    ['a day later', { on: asCalendarDate('2027-01-01') }, 'authorisation-expired'],
    ['for another department', { department: 'banks' as DepartmentId }, 'not-authorised'],
    ['for another purpose', { purpose: 'recheck' as const }, 'not-authorised'],
    ['for another scheme', { scheme: 'low-income' as const }, 'not-authorised'],
  ])('does not hold %s', (_, changed, why) => {
    expect(permit.whyNot({ ...terms, ...changed }, NONE_WITHDRAWN)).toBe(why);
  });

  test('does not hold after a withdrawal', () => {
    expect(permit.whyNot(terms, { has: () => true })).toBe('authorisation-withdrawn');
  });
});
