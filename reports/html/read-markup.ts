// Markup of our own templates as a tree, for whoever prints it as something else than a page. It reads what `html`
// makes and no more: closed elements, quoted attributes, five escapes.

import { type Html, markupText } from './markup.ts';

export type MarkupElement = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkupNode[];
};
export type MarkupNode = string | MarkupElement;

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/g;
const VOID_TAGS: ReadonlySet<string> = new Set(['br', 'hr', 'img']);
const ESCAPED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

type Open = { tag: string; attributes: Record<string, string>; children: MarkupNode[] };

/** @throws TypeError where elements are not closed in order: a mistake in a template. */
export function readMarkup(markup: Html): readonly MarkupNode[] {
  const text = markupText(markup);
  const root: Open = { tag: '', attributes: {}, children: [] };
  const open: Open[] = [root];
  const innermost = () => open.at(-1) ?? root;
  const addText = (raw: string) => {
    if (raw !== '') innermost().children.push(plainText(raw));
  };
  let from = 0;
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, tag = '', attributes = ''] = match;
    addText(text.slice(from, match.index));
    from = match.index + whole.length;
    if (slash === '/') {
      if (open.length < 2 || innermost().tag !== tag) throw new TypeError(`unexpected </${tag}>`);
      open.pop();
    } else {
      const element: Open = { tag, attributes: attributesOf(attributes), children: [] };
      innermost().children.push(element);
      if (!VOID_TAGS.has(tag)) open.push(element);
    }
  }
  addText(text.slice(from));
  if (open.length > 1) throw new TypeError(`<${innermost().tag}> is not closed`);
  return root.children;
}

export function hasClass(element: MarkupElement, name: string): boolean {
  return (element.attributes['class'] ?? '').split(' ').includes(name);
}

export function isElement(node: MarkupNode): node is MarkupElement {
  return typeof node !== 'string';
}

/** The elements right below. */
export function elementsIn(element: MarkupElement): MarkupElement[] {
  return element.children.filter(isElement);
}

/** The text of an element and all below it. */
export function textIn(node: MarkupNode): string {
  if (typeof node === 'string') return node;
  return node.tag === 'br' ? '\n' : node.children.map(textIn).join('');
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, plainText(value)]),
  );
}

function plainText(raw: string): string {
  return raw.replace(/&(?:amp|lt|gt|quot|#39);/g, (escape) => ESCAPED[escape] ?? escape);
}
