// Account numbers, of which hedui keeps only what tells two accounts of a person apart, whatever the bank sends.

/** The last four digits: `6217 0001 2345 6789` → `****6789`. */
export function maskedAccount(account: string): string {
  return `****${account.replace(/[^0-9A-Za-z]/g, '').slice(-4)}`;
}
