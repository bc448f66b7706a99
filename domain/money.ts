// Money is a whole number of fen (分, 1/100 yuan). Floating yuan exist only as text at the edges.

/** A whole number of fen. Safe up to 2^53: ninety trillion yuan. */
export type Fen = number & { readonly __unit: 'fen' };

export const ZERO_FEN = 0 as Fen;

/** Brands a whole number as fen. @throws RangeError when it is not a safe integer. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount))
    throw new RangeError('an amount must be a whole number of fen');
  return amount as Fen;
}

const YUAN_TEXT = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/;

/**
 * Reads an amount in yuan as people write it: `1234`, `1,234.5`, `￥1234.50`, full-width digits.
 * @returns null when the text is not an amount with at most two decimals.
 */
export function fenFromYuanText(text: string): Fen | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '');
  const parts = YUAN_TEXT.exec(plain);
  if (!parts) return null;
  const [, sign, yuan, decimals = ''] = parts;
  const amount = Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
  return fen(sign === '-' && amount !== 0 ? -amount : amount);
}

/** Prints fen as yuan with two decimals and thousands separators: 123456 → `1,234.56`. */
export function yuanText(amount: Fen): string {
  const sign = amount < 0 ? '-' : '';
  const digits = Math.abs(amount).toString().padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${yuan}.${digits.slice(-2)}`;
}

/** Adds amounts exactly. @throws RangeError past the safe integers. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total += amount;
  return fen(total);
}
