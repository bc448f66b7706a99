import { expect, test } from '@jest/globals';
import { stringTable } from '../../../../jobs/intake/string-table.ts';

test('gives back every string as it was, however often it had to grow', () => {
  const table = stringTable(8);
  const texts = Array.from(
    { length: 5_000 },
    (_, n) => ['', '古丽娜尔·吐尔逊', '𬭚', `SQ-${n}`][n % 4],
  );
  for (const text of texts) table.add(text ?? '');
  expect(texts.map((_, n) => table.get(n))).toEqual(texts);
});

test('has nothing where no string stands', () => {
  const table = stringTable();
  expect(table.get(0)).toBeUndefined();
  table.add('张三');
  for (const index of [-1, 1, 0.5, Number.NaN]) expect(table.get(index)).toBeUndefined();
});
