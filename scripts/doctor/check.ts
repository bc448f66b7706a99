// What the doctor says of one part of an installation.

import { HeduiError, type Said } from '../../domain/errors.ts';

export type Check = {
  readonly name: string;
  /** `warn`: the engine works, with less. */
  readonly state: 'ok' | 'warn' | 'fail';
  /** What was found, and what to do where it is not as it should be. */
  readonly said: Said;
};

/**
 * Puts a failing check on the sheet when the part does not open, so that the next one is still looked at.
 * @returns what was opened; null when it could not be
 */
export async function opened<T>(
  sheet: Check[],
  name: string,
  open: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof HeduiError)) throw error;
    sheet.push({ name, state: 'fail', said: error.said });
    return null;
  }
}
