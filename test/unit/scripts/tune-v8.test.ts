import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { V8_FLAGS } from '../../../scripts/tune-v8.ts';

describe('what V8 is told', () => {
  // V8 says nothing to a flag that it does not know: another Node might leave us with none.
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });

  test.each(Object.entries(V8_FLAGS))(
    '%s is a flag of this Node, and not its own choice',
    (flag, value) => {
      const own = new RegExp(`default: --${flag}=(\\d+)\n`).exec(known)?.[1];
      expect(own).toBeDefined();
      expect(Number(own)).not.toBe(value);
    },
  );
});
