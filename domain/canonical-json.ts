// Canonical JSON (RFC 8785): keys in UTF-16 order, no white space, ECMAScript numbers. The same content always
// has the same bytes, so a digest over it means something. Every report passes through here, hence the two short cuts
// below; together they more than halve its time.

/** Text that JSON writes as it is: no quote, backslash, control character or lone surrogate. */
const PLAIN_TEXT = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/;

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
  const { inOrder, quoted: names } = shapeOf(Object.keys(fields));
  let text = '{';
  let separator = '';
  for (let i = 0; i < inOrder.length; i++) {
    const field = fields[inOrder[i] as string];
    if (field === undefined) continue;
    text += separator + (names[i] as string) + canonicalJson(field);
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
  return PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text);
}
