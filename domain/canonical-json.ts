// Canonical JSON (RFC 8785): keys in UTF-16 order, no white space, ECMAScript numbers. The same content always
// has the same bytes, so a digest over it means something. Every report passes through here, hence three short cuts: plain text
// is not looked at character by character, an object's fields are put in order once a shape, and what is built is bytes from
// the start.

/**
 * UTF-8 in a string, a character a byte. One Chinese character in a report of 13,000 would make V8 keep all of it in two
 * bytes a character, and encode it one by one in the end; this is joined at half the size, and becomes bytes by a copy.
 */
export type ByteText = string & { readonly __unit: 'byte-text' };

/** Text that is in JSON, and in UTF-8, what it is: ASCII without quote, backslash or control character. */
const PLAIN_TEXT = /^[ !#-[\]-\u007F]*$/;

/**
 * The lines of a report are objects of few shapes: how the fields of each are ordered and quoted is worked out once. Held
 * by the first field's name, and bounded, since keys may be anything.
 */
type Shape = {
  readonly keys: readonly string[];
  readonly inOrder: readonly string[];
  readonly quoted: readonly string[];
};
const shapesByFirstKey = new Map<string, Shape[]>();
let shapesKept = 0;
const MAX_SHAPES = 500;

/** @throws TypeError for what JSON cannot hold: undefined in an array, a function, NaN, a bigint. */
export function canonicalJson(value: unknown): string {
  return bytesOf(canonicalByteText(value)).toString('utf8');
}

/** The same, to be joined with more of its kind. */
export function canonicalByteText(value: unknown): ByteText {
  return textOf(value) as ByteText;
}

export function bytesOf(text: ByteText): Buffer {
  return Buffer.from(text, 'latin1');
}

function textOf(value: unknown): string {
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
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + textOf(items[i]);
  return `${text}]`;
}

function objectText(fields: Record<string, unknown>): string {
  const { inOrder, quoted: names } = shapeOf(Object.keys(fields));
  let text = '{';
  let separator = '';
  for (let i = 0; i < inOrder.length; i++) {
    const field = fields[inOrder[i] as string];
    if (field === undefined) continue;
    text += separator + (names[i] as string) + textOf(field);
    separator = ',';
  }
  return `${text}}`;
}

function shapeOf(keys: readonly string[]): Shape {
  const alike = shapesByFirstKey.get(keys[0] ?? '') ?? [];
  for (const shape of alike) if (hasKeys(shape, keys)) return shape;
  const inOrder = keys.toSorted();
  const shape = { keys, inOrder, quoted: inOrder.map((key) => `${quoted(key)}:`) };
  if (shapesKept < MAX_SHAPES) {
    shapesKept += 1;
    shapesByFirstKey.set(keys[0] ?? '', [...alike, shape]);
  }
  return shape;
}

function hasKeys(shape: Shape, keys: readonly string[]): boolean {
  if (shape.keys.length !== keys.length) return false;
  for (let i = 1; i < keys.length; i++) if (shape.keys[i] !== keys[i]) return false;
  return true;
}

function quoted(text: string): string {
  return PLAIN_TEXT.test(text) ? `"${text}"` : Buffer.from(JSON.stringify(text)).toString('latin1');
}
