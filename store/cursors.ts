// Where a page of a long list ends: opaque to whoever carries it on, and never a count of rows to skip.

import type { z } from 'zod';

/** @returns text for an address: base64url of the values of the last row */
export function cursorOf(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor; null when it is none of this shape. */
export function readCursor<Shape extends z.ZodType>(
  cursor: string,
  shape: Shape,
): z.infer<Shape> | null {
  try {
    const read = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
