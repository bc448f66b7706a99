// A small scanner for the XML of workbooks: tags and text in order, chunk by chunk. It knows no document types,
// so entity bombs and outside entities cannot arise: a DOCTYPE is refused.

export type XmlVisitor = {
  /** `attributes` is the raw text after the tag's name; `attribute` picks from it. */
  open(tag: string, attributes: string): void;
  close(tag: string): void;
  text(text: string): void;
};

export class XmlFault extends Error {}

const MAX_TOKEN = 1024 * 1024;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** @returns a function to be given the document's chunks in order. @throws XmlFault from it. */
export function xmlScanner(visitor: XmlVisitor): (chunk: string) => void {
  let rest = '';
  const nested = nesting(visitor);
  return (chunk) => {
    const text = rest + chunk;
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (start < 0) break;
      const end = tokenEnd(text, start);
      if (end < 0) break;
      if (start > at) visitor.text(unescape(text.slice(at, start)));
      visitToken(text, start, end, nested);
      at = end;
    }
    rest = text.slice(at);
    if (rest.length > MAX_TOKEN) throw new XmlFault('a tag or text does not end');
  };
}

/** Passes tags on and watches that each is closed before the one around it. */
function nesting(visitor: XmlVisitor): XmlVisitor {
  const tags: string[] = [];
  return {
    open(tag, attributes) {
      tags.push(tag);
      visitor.open(tag, attributes);
    },
    close(tag) {
      if (tags.pop() !== tag) throw new XmlFault('tags are not nested');
      visitor.close(tag);
    },
    text: (text) => visitor.text(text),
  };
}

/** Index after the token that begins with `<` at `start`; -1 when the chunk ends before. */
function tokenEnd(text: string, start: number): number {
  const kind = text[start + 1];
  if (kind === '!') {
    if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
    if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
    if (text.length - start < 9) return -1;
    throw new XmlFault('document types are not allowed');
  }
  if (kind === '?') return after(text, '?>', start + 2);
  let end = text.indexOf('>', start);
  while (end >= 0 && isInQuotes(text, start, end)) end = text.indexOf('>', end + 1);
  return end < 0 ? -1 : end + 1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** A `>` may stand in an attribute's value: then an odd number of quotes comes before it. */
function isInQuotes(text: string, start: number, end: number): boolean {
  let quote = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 34 && unit !== 39) continue;
    if (quote === 0) quote = unit;
    else if (quote === unit) quote = 0;
  }
  return quote !== 0;
}

function visitToken(text: string, start: number, end: number, visitor: XmlVisitor): void {
  const kind = text[start + 1];
  if (kind === '?') return;
  if (kind === '!') {
    if (text.startsWith('<![CDATA[', start)) visitor.text(text.slice(start + 9, end - 3));
    return;
  }
  if (kind === '/') {
    visitor.close(localName(text.slice(start + 2, end - 1).trim()));
    return;
  }
  const isEmpty = text[end - 2] === '/';
  const inner = text.slice(start + 1, isEmpty ? end - 2 : end - 1);
  const space = inner.search(/\s/);
  const tag = localName(space < 0 ? inner : inner.slice(0, space));
  visitor.open(tag, space < 0 ? '' : inner.slice(space));
  if (isEmpty) visitor.close(tag);
}

/** Without the namespace prefix that some writers use: `x:row` → `row`. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The value of an attribute, or null. A prefix does not count: `id` finds `r:id`. */
export function attribute(attributes: string, name: string): string | null {
  const mark = `${name}=`;
  for (let at = attributes.indexOf(mark); at >= 0; at = attributes.indexOf(mark, at + 1)) {
    const before = attributes[at - 1] ?? ' ';
    const quote = attributes[at + mark.length] ?? '';
    if (!/[\s:]/.test(before) || (quote !== '"' && quote !== "'")) continue;
    const from = at + mark.length + 1;
    const end = attributes.indexOf(quote, from);
    return end < 0 ? null : unescape(attributes.slice(from, end));
  }
  return null;
}

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name as string] ?? whole;
    return character(hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16));
  });
}

/** Zero, lone surrogates and what lies beyond Unicode are no characters. */
function character(point: number): string {
  const isCharacter = point > 0 && point <= 0x10_ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : '\ufffd';
}
