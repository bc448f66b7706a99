// The worked cases of test/cases, by file.

import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CASE_FILE } from './case-schema.ts';

const FOLDER = new URL('../cases/', import.meta.url);

export const WORKED_CASES = readdirSync(FOLDER)
  .toSorted()
  .map((file) => ({
    file,
    ...CASE_FILE.parse(parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
  }));
