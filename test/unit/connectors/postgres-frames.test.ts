import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PostgresFrames } from '../../../connectors/transports/postgres-frames.ts';

/** A letter, the length of the rest with itself, the rest. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const READY = message('Z', Buffer.from('I'));
// One column: its number, its name, eighteen bytes about it.
const COLUMN = message(
  'T',
  Buffer.concat([Buffer.from([0, 1]), Buffer.from('zjh\0'), Buffer.alloc(18)]),
);
// One value of two bytes, and one that is null.
const VALUES = message('D', Buffer.from([0, 2, 0, 0, 0, 2, 52, 50, 255, 255, 255, 255]));
const REFUSES = message('E', Buffer.from('C28P01\0\0'));
const SAID = Buffer.concat([COLUMN, VALUES, REFUSES, READY]);

test('sound messages pass as they are, however they are cut into packets', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: SAID.length }), { maxLength: 8 }), (cuts) => {
      const frames = new PostgresFrames();
      const places = [0, ...cuts.toSorted((one, other) => one - other), SAID.length];
      const passed = places.slice(1).map((end, n) => frames.take(SAID.subarray(places[n], end)));
      expect(Buffer.concat(passed)).toEqual(SAID);
    }),
  );
});

test('a message is held back until it is whole', () => {
  const frames = new PostgresFrames();
  expect(frames.take(REFUSES.subarray(0, 9))).toHaveLength(0);
  expect(frames.take(Buffer.concat([REFUSES.subarray(9), READY.subarray(0, 1)]))).toEqual(REFUSES);
});

test.each([
  ['an error without its end', message('E', Buffer.from('C28P01'))],
  ['an error whose last field ends where it should end', message('E', Buffer.from('C28P01\0'))],
  ['a setting without a value', message('S', Buffer.from('server_version\0'))],
  ['a call from outside without what it says', message('A', Buffer.from('0000channel\0'))],
  ['ways to sign in without their end', message('R', Buffer.from('\0\0\0\nSCRAM-SHA-256\0'))],
  ['a column without a name', message('T', Buffer.from([0, 1, 65, 66]))],
  [
    'fewer columns than it says',
    message('T', Buffer.concat([Buffer.from([0, 9]), Buffer.from('zjh\0'), Buffer.alloc(18)])),
  ],
  ['a value longer than its message', message('D', Buffer.from([0, 1, 0, 0, 9, 9, 52]))],
  ['a length that leaves no room for itself', Buffer.from([90, 0, 0, 0, 3, 73])],
  ['a length of gigabytes', Buffer.from([68, 127, 255, 255, 255, 0])],
])('%s is not passed on', (_, bytes) => {
  expect(() => new PostgresFrames().take(bytes)).toThrow(RangeError);
});
