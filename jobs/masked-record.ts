// A quarantined record as its department may be shown it in a ticket: the form of every value, and none of the values.
// `2026-13-45` becomes `9999-99-99`, `张三` becomes `文文`: enough to see what is wrong with a field.

/** Longer texts show their beginning: the form is clear by then. */
const LONGEST_SHOWN = 40;

export function maskedRecord(record: unknown): Record<string, string> {
  if (typeof record !== 'object' || record === null) return { '': maskedValue(record) };
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [field, maskedValue(value)]),
  );
}

export function maskedValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Array.isArray(value) ? '[…]' : '{…}';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Separators stay: they are what is wrong with most dates and amounts.
  const shape = text
    .slice(0, LONGEST_SHOWN)
    .replace(/\p{L}/gu, (letter) => (/\p{Script=Latin}/u.test(letter) ? 'a' : '文'))
    .replace(/\p{Nd}/gu, '9');
  return text.length > LONGEST_SHOWN ? `${shape}…` : shape;
}
