// HTML by tagged templates. Whatever is put into a template is escaped, unless it was made by one itself.

const MARKUP = Symbol('markup');

/** Markup that is safe to print. Only `html` makes it: a symbol cannot come out of JSON. */
export type Html = { readonly [MARKUP]: string };

/** What a template takes. null and an empty text print nothing. */
export type Piece = string | number | null | Html | readonly Piece[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and in quoted attributes. Control characters, which HTML forbids, are left out. */
function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to leave out
  const printable = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '');
  return printable.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

function printed(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return String(piece);
  if (MARKUP in piece) return piece[MARKUP];
  return piece.map(printed).join('');
}

/** `html\`<p class="${name}">${text}</p>\``; attributes must be quoted. */
export function html(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let markup = texts[0] ?? '';
  pieces.forEach((piece, place) => {
    markup += printed(piece) + (texts[place + 1] ?? '');
  });
  return { [MARKUP]: markup };
}

/** Markup written by hand in this room: the style sheet. Never for anything that comes from a report. */
export function trustedMarkup(markup: string): Html {
  return { [MARKUP]: markup };
}

/** The text of the markup. */
export function markupText(markup: Html): string {
  return markup[MARKUP];
}

/** Pieces with something between them. */
export function joined(pieces: readonly Piece[], between: Piece): Piece[] {
  return pieces.flatMap((piece, place) => (place === 0 ? [piece] : [between, piece]));
}
