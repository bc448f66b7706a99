import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { HeduiError } from '../../../../domain/errors.ts';
import type { Household } from '../../../../domain/household.ts';
import { COLUMN_NAMES } from '../../../../jobs/intake/columns.ts';
import { withGuard, withoutGuard } from '../../../../domain/formula-guard.ts';
import { numberTable } from '../../../../jobs/intake/number-table.ts';
import { idKey, refKey } from '../../../../jobs/intake/number-keys.ts';
import { parseCitizenId } from '../../../../domain/citizen-id.ts';
import { xmlScanner } from '../../../../jobs/intake/xml-scanner.ts';
import {
  batchBytes,
  type Cells,
  type FileKind,
  fileOf,
  goodRow,
  idNumber,
  PLAIN,
  take,
  takeRows,
} from './batch-files.ts';

/** A name of one to four Chinese characters, rare ones (four bytes in GB18030 and UTF-8) among them. */
const name = fc.string({
  unit: fc.constantFrom(...Array.from('王李张刘陈杨黄赵周吴买提·𬭚𠮷')),
  minLength: 1,
  maxLength: 4,
});
const yuan = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 0, max: 9_999_999 }).map((fen) => (fen / 100).toFixed(2)),
);
const text = fc
  .string({
    unit: fc.constantFrom(...Array.from('号A7 ,;"\'\n\t=-家')),
    maxLength: 6,
  })
  .map((inner) => `编${inner}号`);

/** Valid batches: up to eight households of up to four persons, all of them different. */
const batch = fc
  .array(
    fc.record({
      ref: text,
      more: fc.array(fc.record({ name, wage: yuan }), { maxLength: 3 }),
      name,
      wage: yuan,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((households) => {
    let sequence = 0;
    return households.flatMap(({ ref, more, ...applicant }, at): Cells[] => {
      const row = (person: { name: string; wage: string }, cells: Cells) =>
        goodRow({
          // No white space at the ends and no line breaks that a workbook would write differently.
          household_ref: `${at}${ref}`,
          id_number: idNumber('19800101', String(++sequence).padStart(3, '0')),
          name: person.name,
          declared_wage: person.wage,
          authorisation_no: `授-${sequence}`,
          ...cells,
        });
      return [
        row(applicant, {}),
        ...more.map((person) => row(person, { role: 'member', relation: '子', region: '' })),
      ];
    });
  });

const kind: fc.Arbitrary<FileKind> = fc.record({
  format: fc.constantFrom('csv', 'csv', 'csv', 'xlsx'),
  encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'gb18030', 'utf-16le'),
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n'),
  language: fc.constantFrom('zh', 'en'),
  columns: fc.shuffledSubarray(COLUMN_NAMES, {
    minLength: COLUMN_NAMES.length,
    maxLength: COLUMN_NAMES.length,
  }),
});

/** Households in the order of their numbers, persons in the order of theirs by ID: what order of rows leaves alike. */
function unordered(households: readonly Household[]) {
  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  return households
    .map(({ persons, ...household }) => ({
      ...household,
      persons: persons
        .map(({ no: _no, ...person }) => person)
        .sort((a, b) => byText(a.idNumber ?? '', b.idNumber ?? '')),
    }))
    .sort((a, b) => byText(a.ref, b.ref));
}

describe('whatever the file', () => {
  const SCRAPS = [
    'PK\x03\x04',
    '\ufeff',
    '户编号,角色',
    '"',
    '\r',
    '\n',
    ',',
    '\0',
    '<?xml',
    '姓名',
  ];
  const scraps = fc
    .array(
      fc.oneof(
        fc.constantFrom(...SCRAPS).map((scrap) => Buffer.from(scrap)),
        fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      ),
      { maxLength: 30 },
    )
    .map((parts) => Buffer.concat(parts));

  /** Counts that add up, or a HeduiError. */
  async function isTakenOrRefused(bytes: Buffer): Promise<void> {
    try {
      const { counts, households, rejected } = await take(await fileOf(bytes));
      expect(counts.rows).toBe(counts.persons + counts.rejectedRows);
      expect(counts.households).toBe(households.length);
      expect(counts.rejectedRows).toBe(
        new Set(rejected.map(({ rejection }) => rejection.row)).size,
      );
    } catch (error) {
      if (!(error instanceof HeduiError)) throw error;
      expect(error.code).toMatch(/^FILE_NOT_/);
      expect(error.said.zh + error.said.en).not.toMatch(/[{}]/);
    }
  }

  test('bytes are taken or refused, and counts add up', async () => {
    await fc.assert(fc.asyncProperty(scraps, isTakenOrRefused), { numRuns: 150 });
  });

  test('so is a good file with some bytes damaged, of either format', async () => {
    const rows = Array.from({ length: 30 }, (_, at) =>
      goodRow({
        household_ref: `H${at >> 1}`,
        id_number: idNumber('19700101', String(at).padStart(3, '0')),
        ...(at % 2 ? { role: 'member', relation: '子' } : {}),
      }),
    );
    const files = {
      csv: await batchBytes(rows),
      xlsx: await batchBytes(rows, { ...PLAIN, format: 'xlsx' }),
    };
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('csv' as const, 'xlsx' as const),
        damage,
        fc.nat(),
        async (format, changes, cut) => {
          const bytes = Buffer.from(files[format]);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          await isTakenOrRefused(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a valid batch', () => {
  test('is the same in every encoding, format, language and order of columns', async () => {
    await fc.assert(
      fc.asyncProperty(batch, kind, async (rows, written) => {
        const plain = await takeRows(rows);
        expect(plain.rejected).toEqual([]);
        expect(plain.counts.persons).toBe(rows.length);
        const taken = await take(await fileOf(await batchBytes(rows, written)));
        expect(taken.households).toEqual(plain.households);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same households whatever the order of its rows', async () => {
    const shuffled = batch.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, mixed]) => {
        const [plain, other] = [await takeRows(rows), await takeRows(mixed)];
        expect(unordered(other.households)).toEqual(unordered(plain.households));
        expect(other.counts).toEqual(plain.counts);
      }),
      { numRuns: 60 },
    );
  });

  test('with a damaged cell and shuffled rows: the same rows come back, whatever their order', async () => {
    const damaged = batch.chain((rows) =>
      fc.nat(rows.length - 1).chain((at) => {
        const bad = rows.map((row, index) => (index === at ? { ...row, name: '' } : row));
        return fc.tuple(fc.constant(bad), fc.shuffledSubarray(bad, { minLength: bad.length }));
      }),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async ([rows, mixed]) => {
        const lines = async (each: Cells[]) =>
          (await takeRows(each)).rejected
            .map(({ cells, rejection }) => `${cells.join()} ${rejection.code}`)
            .sort();
        expect(await lines(mixed)).toEqual(await lines(rows));
      }),
      { numRuns: 50 },
    );
  });
});

test('the formula guard leaves no cell a spreadsheet would run, and comes off exactly', () => {
  const cell = fc.string({
    unit: fc.constantFrom(...Array.from("'=+-@\t\r\n＝a1号")),
    maxLength: 6,
  });
  fc.assert(
    fc.property(cell, (written) => {
      const guarded = withGuard(written);
      expect(guarded).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      const cells = [guarded];
      withoutGuard(cells);
      expect(cells).toEqual([written]);
    }),
  );
});

test('a number table holds what a Map holds', () => {
  const entries = fc.array(fc.tuple(fc.maxSafeNat(), fc.maxSafeNat()), { maxLength: 400 });
  fc.assert(
    fc.property(entries, (given) => {
      const [table, map] = [numberTable(4), new Map<number, number>()];
      for (const [key, value] of given) {
        table.set(key, value);
        map.set(key, value);
      }
      for (const [key, value] of map) expect(table.get(key)).toBe(value);
      expect(table.get(Number.MAX_SAFE_INTEGER)).toBe(map.get(Number.MAX_SAFE_INTEGER));
    }),
  );
});

test('keys are safe whole numbers, and of ID numbers different ones', () => {
  const id = (birth: string, sequence: string) => {
    const read = parseCitizenId(idNumber(birth, sequence));
    if (!('id' in read)) throw new Error('not a valid ID number');
    return read.id;
  };
  const ids = ['18000101', '19900131', '19900201', '19901231', '99991231'].flatMap((birth) =>
    ['000', '001', '999'].map((sequence) => id(birth, sequence)),
  );
  const keys = ids.map(idKey);
  expect(new Set(keys).size).toBe(ids.length);
  expect(keys.every(Number.isSafeInteger)).toBe(true);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (ref) => Number.isSafeInteger(refKey(ref))),
  );
});

test('XML is read the same however it is cut', () => {
  const xml = `<?xml version="1.0"?><a b='>' x:c="1"><!-- <no> --><x:t>&lt;&#x4e2d;&#0;&amp;lt;</x:t><v/><![CDATA[<raw>]]></a>`;
  const read = (chunks: string[]) => {
    const seen: string[] = [];
    const scan = xmlScanner({
      open: (tag, attributes) => seen.push(`<${tag}${attributes}`),
      close: (tag) => seen.push(`/${tag}`),
      text: (content) => seen.push(content),
    });
    for (const chunk of chunks) scan(chunk);
    return seen;
  };
  expect(read([xml])).toEqual([
    `<a b='>' x:c="1"`,
    '<t',
    '<中\ufffd&lt;',
    '/t',
    '<v',
    '/v',
    '<raw>',
    '/a',
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat(xml.length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), xml.length];
      const chunks = places.slice(1).map((end, at) => xml.slice(places[at], end));
      expect(read(chunks)).toEqual(read([xml]));
    }),
  );
});
