import { describe, expect, test } from '@jest/globals';
import { liesIn, regionPrefix, type RegionCode } from '../../../domain/region.ts';
import { isAccount, may, PERMISSIONS, STAFF_ROLES, type StaffRole } from '../../../domain/staff.ts';

const region = (code: string) => code as RegionCode;
const of = (role: StaffRole) => PERMISSIONS.filter((permission) => may(role, permission));

describe('permissions', () => {
  test('each has a holder, and no role has all', () => {
    for (const permission of PERMISSIONS) {
      expect(STAFF_ROLES.some((role) => may(role, permission))).toBe(true);
    }
    for (const role of STAFF_ROLES) expect(of(role).length).toBeLessThan(PERMISSIONS.length);
  });

  test('an operator reads no household, report or ledger', () => {
    expect(
      of('operator').filter((one) => /^(batch|report|review|objection|ledger)\./.test(one)),
    ).toEqual([]);
  });

  test('an auditor changes nothing but what is kept for an investigation', () => {
    const changes = of('auditor').filter((one) => !/\.(read|export)$/.test(one));
    expect(changes).toEqual(['purpose.state', 'retention.hold']);
  });

  test('a caseworker does not decide on her own reviews, manage staff or read the ledger', () => {
    for (const one of ['review.decide', 'staff.manage', 'ledger.read', 'queue.read'] as const) {
      expect(may('caseworker', one)).toBe(false);
    }
  });
});

describe('regions', () => {
  test.each([
    ['370000', '37'],
    ['371000', '3710'],
    ['371002', '371002'],
    ['371002001', '371002001'],
    ['371002001200', '371002001200'],
  ])('what lies in %s begins with %s', (code, prefix) => {
    expect(regionPrefix(region(code))).toBe(prefix);
  });

  test('a town lies in its county, city and province, and a county not in its towns', () => {
    for (const whole of ['371002001', '371002', '371000', '370000']) {
      expect(liesIn(region('371002001200'), region(whole))).toBe(true);
    }
    expect(liesIn(region('371002'), region('371002001'))).toBe(false);
    expect(liesIn(region('371003001'), region('371002'))).toBe(false);
    expect(liesIn(region('371002'), region('370100'))).toBe(false);
  });
});

test('an account is a plain word', () => {
  for (const good of ['li.na', 'wang2', 'a-b']) expect(isAccount(good)).toBe(true);
  for (const bad of ['', 'a', 'Li', '李娜', '2a', 'a b', "a'b", 'a'.repeat(41)]) {
    expect(isAccount(bad)).toBe(false);
  }
});
