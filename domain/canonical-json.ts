// Canonical JSON (RFC 8785): keys in UTF-16 order, no white space, ECMAScript numbers. The same content always
// has the same bytes, so a digest over it means something. Every report and every answer passes through here, hence
// the three short cuts below; together they more than halve its time.

/** Text that JSON writes as it is: no quote, backslash, control character or lone surrogate. */
const PLAIN_TEXT = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/;

/** Field names recur in every report; the first thousand are quoted once. Bounded, since keys may be anything. */
const quotedKeys = new Map<string, string>();
const MAX_QUOTED_KEYS = 1_000;

/** @throws TypeError for what JSON cannot hold: undefined in an array, a function, NaN, a bigint. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('canonical JSON holds finite numbers only');
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayText(value) : objectText(value as Record<string, unknown>);
    case 'undefined':
    case 'function':
    case 'symbol':
    case 'bigint':
      throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
  }
}

function arrayText(items: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(items[i]);
  return `${text}]`;
}

function objectText(fields: Record<string, unknown>): string {
  let text = '{';
  let separator = '';
  for (const key of inOrder(Object.keys(fields))) {
    const field = fields[key];
    if (field === undefined) continue;
    text += separator + quotedKey(key) + canonicalJson(field);
    separator = ',';
  }
  return `${text}}`;
}

/** Sorted in place by insertion: objects have a dozen keys, too few for `sort` to be worth its call. */
function inOrder(keys: string[]): string[] {
  if (keys.length > 64) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string;
    let place = i;
    for (; place > 0 && (keys[place - 1] as string) > key; place--) {
      keys[place] = keys[place - 1] as string;
    }
    keys[place] = key;
  }
  return keys;
}

function quoted(text: string): string {
  return PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text);
}

function quotedKey(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const text = `${quoted(key)}:`;
  if (quotedKeys.size < MAX_QUOTED_KEYS) quotedKeys.set(key, text);
  return text;
}
