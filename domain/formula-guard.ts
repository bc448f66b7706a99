// Spreadsheets run a CSV cell that begins with = + - @ (also in full width), a tab or a line break as a formula.
// Exports put an apostrophe before such a cell, and reading takes exactly that apostrophe away again. A cell that
// begins with apostrophes and then such a character gets one more, so that the two are each other's inverse.

const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
const APOSTROPHE = 39;

export function withGuard(cell: string): string {
  return DANGEROUS.test(cell) ? `'${cell}` : cell;
}

/** Takes the guard from each cell of a row, in place: rows are many and guards are rare. */
export function withoutGuard(cells: string[]): void {
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as string;
    if (cell.charCodeAt(0) === APOSTROPHE && GUARDED.test(cell)) cells[at] = cell.slice(1);
  }
}
