// How wide the columns of a table are: figures and dates keep to one line, texts share what is left.

export type MeasuredColumn = {
  /** Figures, dates and marks are not broken over lines. */
  readonly keepsToOneLine: boolean;
  /** The text of its heading and cells; a cell's lines by line ends. */
  readonly texts: readonly string[];
};

/** The narrowest column of text, in ems: four Chinese characters. */
const LEAST_EM = 4;
/** Words longer than this are broken: digests, record numbers. */
const LONGEST_WORD_EM = 9;

/**
 * @param room what all columns have together, paddings taken off, in points
 * @param em the size of the type in points
 */
export function columnWidths(
  columns: readonly MeasuredColumn[],
  room: number,
  em: number,
): number[] {
  const natural = columns.map(({ texts }) => em * (0.3 + Math.max(0, ...texts.map(widestLine))));
  const least = columns.map(({ keepsToOneLine, texts }, place) => {
    const own = natural[place] ?? 0;
    if (keepsToOneLine) return Math.min(own, room / 3);
    const words = Math.min(LONGEST_WORD_EM, Math.max(0, ...texts.map(longestWord)));
    return Math.min(own, em * (0.3 + Math.max(LEAST_EM, words)));
  });
  const spare = room - sum(least);
  if (spare <= 0) return least.map((width) => (width * room) / sum(least));
  // Longer texts get more, but not in proportion: twice the text is not worth twice the width.
  const wishes = natural.map((width, place) => Math.sqrt(Math.max(0, width - (least[place] ?? 0))));
  const wished = sum(wishes);
  if (wished === 0) return least.map((width) => width + spare / columns.length);
  const widths = least.map((width, place) =>
    Math.min(natural[place] ?? 0, width + (spare * (wishes[place] ?? 0)) / wished),
  );
  const left = room - sum(widths);
  const open = widths.map((width, place) => (width < (natural[place] ?? 0) - 0.5 ? 1 : 0));
  const takers = sum(open) > 0 ? open : columns.map((column) => (column.keepsToOneLine ? 0 : 1));
  const shares = sum(takers);
  return widths.map((width, place) => {
    const share = shares === 0 ? 1 / widths.length : (takers[place] ?? 0) / shares;
    return width + left * share;
  });
}

/** The interpunct of names is a full character wide, as is Chinese punctuation. */
const WIDE =
  /[\u00b7\u1100-\u115f\u2010-\u203b\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{20000}-\u{3ffff}]/u;

/** In ems. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 1 : 0.58;
  return width;
}

function widestLine(text: string): number {
  return Math.max(0, ...text.split('\n').map(widthOf));
}

function longestWord(text: string): number {
  const words = text.match(/[!-~]+/g) ?? [];
  return Math.max(0, ...words.map(widthOf));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
