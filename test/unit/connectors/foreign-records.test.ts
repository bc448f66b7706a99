// Whatever a department sends: evidence or a fault, never a throw, and nothing about the wrong person.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  askedByNumber,
  formsInRegisters,
  personNumber,
  sortRecords,
} from '../../../connectors/asked-persons.ts';
import type { CitizenId } from '../../../domain/citizen-id.ts';
import type { Resource } from '../../../connectors/department.ts';
import { answerWith, MAN, RESOURCES, resourceOf, WOMAN } from '../../support/foreign-records.ts';
import { question } from '../../support/questions.ts';

describe('whatever a department sends', () => {
  const anyField = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      null,
      undefined,
      MAN,
      '1',
      'IA',
      '110',
      '202606',
      '2026-07-01',
      '19000101',
      '12.5',
      'A',
    ),
    fc.integer(),
    fc.anything(),
  );

  test.each(RESOURCES.map((resource) => [resource.id, resource] as const))(
    '%s: evidence or a fault, and never a throw',
    (id, resource) => {
      const fields = Object.keys(shapeOf(resource));
      const anyRecord = fc.oneof(
        fc.record(Object.fromEntries(fields.map((field) => [field, anyField])), {
          requiredKeys: [],
        }),
        fc.anything(),
      );
      fc.assert(
        fc.property(fc.array(anyRecord, { maxLength: 4 }), (records) => {
          const about = records.map((record) =>
            typeof record === 'object' && record !== null
              ? { ...record, [resource.idFields[0]]: MAN }
              : record,
          );
          const answer = answerWith(id, about as object[]);
          if (answer.outcome === 'found') {
            expect(answer.records.length).toBeGreaterThan(0);
            expect(new Set(answer.records.map((one) => one.sourceKey)).size).toBe(
              answer.records.length,
            );
          } else {
            expect(answer).toMatchObject({ outcome: 'unanswered', why: 'failed', records: [] });
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  /** The fields that the schema reads: those it complains of, or takes, when given nothing. */
  function shapeOf(resource: Resource): Record<string, unknown> {
    const schema = resource.record as unknown as { shape?: object; in?: { shape: object } };
    return { ...(schema.shape ?? schema.in?.shape) };
  }

  test('a record of nobody who was asked about is dropped and counted', () => {
    const resource = resourceOf('public-security.vehicle');
    const asked = askedByNumber(question([{ name: '张三', idNumber: MAN }], [resource.id]).persons);
    const car = { sfzmhm: WOMAN, hpzl: '02', hphm: '鲁K1' };
    expect(sortRecords(resource, asked, [car, null, 7, {}])).toMatchObject({
      foreignPersons: 4,
      rejected: [],
    });
  });
});

test.each([
  ['37100219900101001５', MAN],
  [' 371002199001010015 ', MAN],
  ['11010519491231002x', '11010519491231002X'],
  ['371002900101001', '371002199001010015'],
  ['3710**********0015', '3710**********0015'],
])('the number %s is looked for as %s', (given, number) => {
  expect(personNumber(given)).toBe(number);
});

test.each([
  [
    '11010519491231002X',
    [
      '11010519491231002X',
      '１１０１０５１９４９１２３１００２Ｘ',
      '11010519491231002x',
      '110105491231002',
    ],
  ],
  // Born after 1999, when 15 digits had ended.
  ['371002200501010013', ['371002200501010013', '３７１００２２００５０１０１００１３']],
])('%s may stand in a register as %j, and is read as one number', (number, forms) => {
  expect(formsInRegisters(number as CitizenId)).toEqual(forms);
  expect(new Set(forms.map(personNumber))).toEqual(new Set([number]));
});
