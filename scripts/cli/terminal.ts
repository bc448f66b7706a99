// How commands speak: what was asked for goes to standard output, everything else to standard error.

import { HeduiError, type Said } from '../../domain/errors.ts';

export const FAILED = 1;
export const WRONG_USE = 2;

/** The command was called with words that make no sense together. */
export class WrongUse extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(said.en);
    this.said = said;
  }
}

/** A line for the person at the terminal, in both languages. */
export function tell(said: Said): void {
  console.error(said.zh);
  console.error(said.en);
}

/** The one JSON document a command prints. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Expected errors say what to do; a bug shows where it happened. */
export function sayError(error: unknown): void {
  if (error instanceof WrongUse) {
    tell(error.said);
  } else if (error instanceof HeduiError) {
    tell({
      zh: `错误 ${error.code}：${error.said.zh}`,
      en: `Error ${error.code}: ${error.said.en}`,
    });
  } else {
    console.error(error);
  }
}

/** Columns padded to equal width; Chinese characters take two places. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, place) => {
      widths[place] = Math.max(widths[place] ?? 0, places(cell));
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, place) => cell + ' '.repeat((widths[place] ?? 0) - places(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

function places(text: string): number {
  let width = 0;
  for (const character of text) {
    width += WIDE.test(character) || character.length > 1 ? 2 : 1;
  }
  return width;
}

/** Aborts on Ctrl-C or a request to end; the second Ctrl-C ends at once. */
export function endOfSession(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => ending.abort(signal));
  }
  return ending.signal;
}
