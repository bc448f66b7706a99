// Colours and sizes of the printed report: those of the page's print style.

export const INK = {
  text: '#1c1c1a',
  faint: '#5d5b56',
  line: '#cfccc4',
  band: '#f6f5f2',
  red: '#a8201a',
  amber: '#7a5000',
  green: '#1f5533',
  blue: '#1f4e79',
} as const;

/** In points. */
export const SIZE = {
  text: 9.5,
  small: 8.5,
  code: 7.5,
  heading: 11.5,
  title: 17,
  verdict: 16,
} as const;

/** A4 less its margins, in points. */
export const MARGIN = { side: 48, top: 44, bottom: 52 } as const;
export const TEXT_WIDTH = 595.28 - 2 * MARGIN.side;

/** The colour that goes with a conclusion or a severity, by its class in the markup. */
const MARKS: Readonly<Record<string, string>> = {
  exceeds: INK.red,
  doubts: INK.amber,
  doubt: INK.amber,
  incomplete: INK.blue,
  info: INK.blue,
  'no-anomaly': INK.green,
};

export function markOf(classes: string | undefined): string {
  for (const name of (classes ?? '').split(' ')) {
    const mark = MARKS[name];
    if (mark !== undefined) return mark;
  }
  return INK.text;
}
