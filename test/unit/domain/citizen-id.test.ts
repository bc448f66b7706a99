import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  birthDateOf,
  type CitizenId,
  checkCharacter,
  fifteenDigitForm,
  maskCitizenId,
  parseCitizenId,
  sexOf,
} from '../../../domain/citizen-id.ts';

/** Valid numbers of any sequence, born from 1900 on. */
const numbers = fc
  .record({
    region: fc.constantFrom('371002', '110105', '650102'),
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ region, day, sequence }) => {
    const birth = day.toISOString().slice(0, 10).replaceAll('-', '');
    const first17 = `${region}${birth}${String(sequence).padStart(3, '0')}`;
    return (first17 + checkCharacter(first17)) as CitizenId;
  });

describe('check character (GB 11643-1999)', () => {
  test('by hand for 11010519491231002', () => {
    // Weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 on digits 1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2:
    // 7+9+0+5+0+20+2+9+24+27+7+18+30+5+0+0+4 = 167; 167 mod 11 = 2; place 2 of 10X98765432 is X.
    expect(checkCharacter('11010519491231002')).toBe('X');
  });
  test('every single wrong digit is found', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, place, shift) => {
        const digit = (Number(id.charAt(place)) + shift) % 10;
        const wrong = id.slice(0, place) + digit + id.slice(place + 1);
        expect('id' in parseCitizenId(wrong)).toBe(false);
      }),
    );
  });
});

describe('reading a number', () => {
  test.each([
    ['small x', '11010519491231002x'],
    ['full-width digits', '１１０１０５１９４９１２３１００２Ｘ'],
    ['spaces within', ' 110105 19491231 002X '],
  ])('%s', (_, text) => {
    expect(parseCitizenId(text)).toEqual({ id: '11010519491231002X', convertedFrom15: false });
  });

  test('15 digits become 18 with the century 19', () => {
    expect(parseCitizenId('110105491231002')).toEqual({
      id: '11010519491231002X',
      convertedFrom15: true,
    });
  });

  test('sequences 996 to 999 of 15 digits mark people born in the 1800s', () => {
    const read = parseCitizenId('110105991231996');
    expect('id' in read && birthDateOf(read.id)).toBe('1899-12-31');
  });

  test.each([
    ['11010519491231002', 'length'],
    ['11010519491231A02X', 'characters'],
    ['99010519491231002X', 'region'],
    ['110105194913310021', 'birth-date'],
    ['110105190002290021', 'birth-date'],
    ['110105194912310021', 'check-digit'],
  ])('%s is refused for its %s', (text, fault) => {
    expect(parseCitizenId(text)).toEqual({ fault });
  });

  test('any text is read or refused, never an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...Array.from('0123456789xX')) }),
        ),
        (text) => {
          const read = parseCitizenId(text);
          expect('id' in read || 'fault' in read).toBe(true);
        },
      ),
    );
  });

  test('its 15-digit form reads back as the same number', () => {
    fc.assert(
      fc.property(numbers, (id) => {
        const old = fifteenDigitForm(id);
        if (old !== null) expect(parseCitizenId(old)).toEqual({ id, convertedFrom15: true });
      }),
    );
  });
});

test('birth date and sex are those the number carries', () => {
  expect(birthDateOf('371002199001010015' as CitizenId)).toBe(calendarDate(1990, 1, 1));
  expect(sexOf('371002199001010015' as CitizenId)).toBe('male');
  expect(sexOf('371081195506150029' as CitizenId)).toBe('female');
});

test('what may be shown hides birth date and sequence', () => {
  expect(maskCitizenId('371002199001010015')).toBe('3710************15');
});
