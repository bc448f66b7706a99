import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarDate } from '../../../../domain/calendar.ts';
import type { RegionCode } from '../../../../domain/region.ts';
import { crowdedRegister } from '../../../../matchers/signals/crowded-register.ts';
import { familiesOf, type TiedHousehold } from '../../../../matchers/signals/families.ts';
import { knownPlaces } from '../../../../matchers/signals/known-place.ts';
import { repeatedAddress } from '../../../../matchers/signals/repeated-address.ts';
import {
  type AccountHousehold,
  sharedAccount,
} from '../../../../matchers/signals/shared-account.ts';

/** `file(3, 'a', 'b')`: household 3, applicant a, with b. */
function file(householdId: number, ...persons: string[]): TiedHousehold {
  const since = `2026-01-${String(householdId).padStart(2, '0')}` as CalendarDate;
  return { householdId, applicant: persons[0] ?? '', persons, since };
}
const ids = (families: readonly (readonly TiedHousehold[])[]) =>
  families.map((family) => family.map(({ householdId }) => householdId));

const TERMS = { families: 3, newFamilies: 2, householdsAFamily: 3 };

describe('families', () => {
  test('a shared person makes one family of two files, also by way of a third', () => {
    // 1 and 3 share nobody, but 2 shares b with the one and c with the other.
    const files = [file(1, 'a', 'b'), file(2, 'b', 'c'), file(3, 'd', 'c'), file(4, 'e')];
    expect(ids(familiesOf(files, 3))).toEqual([[1, 2, 3], [4]]);
  });

  test('two groups that a later file joins become one', () => {
    expect(ids(familiesOf([file(1, 'a'), file(2, 'b'), file(3, 'a', 'b')], 3))).toEqual([
      [1, 2, 3],
    ]);
  });

  test('somebody who stands in more files than a family has makes no family of them', () => {
    const files = [1, 2, 3, 4].map((no) => file(no, `applicant-${no}`, 'cadre'));
    expect(ids(familiesOf(files, 3))).toEqual([[1], [2], [3], [4]]);
    expect(ids(familiesOf(files, 4))).toEqual([[1, 2, 3, 4]]);
  });

  test('each file is in one family, whatever they share and in whichever order they come', () => {
    const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(people, { maxLength: 12 }), (drawn) => {
        const files = drawn.map((persons, place) => file(place + 1, ...persons));
        const sets = (order: readonly TiedHousehold[]) =>
          ids(familiesOf(order, 100))
            .map((family) => family.toSorted((a, b) => a - b).join())
            .toSorted();
        expect(
          ids(familiesOf(files, 100))
            .flat()
            .toSorted((a, b) => a - b),
        ).toEqual(files.map(({ householdId }) => householdId));
        expect(sets(files.toReversed())).toEqual(sets(files));
      }),
    );
  });
});

describe('a home where many are registered', () => {
  const three = [file(1, 'a'), file(2, 'b'), file(3, 'c')];

  test('two families are not enough, three are', () => {
    expect(crowdedRegister(three.slice(0, 2), null, TERMS)).toBeNull();
    expect(crowdedRegister(three, null, TERMS)?.facts).toEqual({
      kind: 'crowded-register',
      families: 3,
      households: 3,
      newFamilies: 3,
      first: '2026-01-01',
      last: '2026-01-03',
      holder: null,
    });
  });

  test('a second application of one of them is no third family', () => {
    expect(
      crowdedRegister([file(1, 'a'), file(2, 'b'), file(3, 'b', 'x')], null, TERMS),
    ).toBeNull();
  });

  test('raised once, it does not rise again for the same families, nor for a single new one', () => {
    const raised = new Set(['a', 'b', 'c']);
    expect(crowdedRegister(three, raised, TERMS)).toBeNull();
    expect(crowdedRegister([...three, file(4, 'd')], raised, TERMS)).toBeNull();
    // A second application of a family that it was raised for is nothing new either.
    expect(crowdedRegister([...three, file(4, 'd'), file(5, 'e', 'a')], raised, TERMS)).toBeNull();
  });

  test('with two families more it rises anew and says which are new', () => {
    const grown = crowdedRegister(
      [...three, file(4, 'd'), file(5, 'e')],
      new Set(['a', 'b', 'c']),
      TERMS,
    );
    expect(grown?.facts).toMatchObject({ families: 5, newFamilies: 2 });
    expect(grown?.households.map(({ householdId, isNew }) => [householdId, isNew])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, true],
      [5, true],
    ]);
  });
});

test('an address that different families state says when it first and last was', () => {
  const drawn = [file(20, 'c'), file(4, 'a'), file(9, 'b')];
  expect(repeatedAddress(drawn, null, TERMS)?.facts).toMatchObject({
    kind: 'repeated-address',
    first: '2026-01-04',
    last: '2026-01-20',
  });
});

describe('an account that help of several families goes to', () => {
  const account = (
    of: TiedHousehold,
    holder: string | null,
    isOfWards = false,
  ): AccountHousehold => ({
    ...of,
    holder,
    isOfWards,
  });
  const TERMS_OF_ACCOUNTS = { ...TERMS, wardHouseholds: 4 };
  const raisedFor = (households: readonly AccountHousehold[]) =>
    sharedAccount(households, null, TERMS_OF_ACCOUNTS)?.facts.holder ?? null;

  test.each([
    ['nobody says whose it is', [null, null, null], 'not-stated'],
    ['it is said to be one applicant’s', ['a', 'a', 'a'], 'among-them'],
    ['it is somebody’s who stands in none of the files', ['z', 'z', 'z'], 'somebody-else'],
    ['they do not agree whose it is', ['a', 'z', null], 'somebody-else'],
  ] as const)('%s', (_, holders, expected) => {
    const files = ['a', 'b', 'c'].map((person, place) =>
      account(file(place + 1, person), holders[place] ?? null),
    );
    expect(raisedFor(files)).toBe(expected);
  });

  test('a guardian’s one card for four households of her wards is left out, for five it is not', () => {
    const wards = (count: number) =>
      Array.from({ length: count }, (_, no) => account(file(no + 1, `ward-${no}`), 'g', true));
    expect(raisedFor(wards(4))).toBeNull();
    expect(raisedFor(wards(5))).toBe('somebody-else');
    const mixed = [...wards(3), account(file(4, 'grown-up'), 'g', false)];
    expect(raisedFor(mixed)).toBe('somebody-else');
    expect(raisedFor(wards(3).map((one) => ({ ...one, holder: null })))).toBe('not-stated');
  });

  test('a parent’s card for a grown child’s household is one family', () => {
    expect(
      raisedFor([
        account(file(1, 'p', 'q'), 'p'),
        account(file(2, 'child', 'p'), 'p'),
        account(file(3, 'other-child', 'p'), 'p'),
      ]),
    ).toBeNull();
  });
});

describe('known places', () => {
  const isKnown = knownPlaces({
    words: ['集体户', '敬老院'],
    addresses: [{ region: '371002' as RegionCode, address: '鲸园街道和平路1号' }],
  });
  test.each([
    ['环翠区鲸园街道人才市场集体户8号', true],
    ['张村镇敬　老　院3号楼201室', true],
    ['威海市环翠区鲸园街道和平路１号', true],
    ['鲸园街道和平路2号', false],
    ['张村镇集体村12号', false],
    ['不详', false],
  ])('%s', (address, expected) => {
    expect(isKnown(address, '371002' as RegionCode)).toBe(expected);
  });
});
