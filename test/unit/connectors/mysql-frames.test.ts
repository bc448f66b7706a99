import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MysqlFrames } from '../../../connectors/transports/mysql-frames.ts';
import {
  MYSQL_ACKNOWLEDGED,
  MYSQL_END,
  mysqlColumn,
  mysqlGreeting,
  mysqlPackets,
  mysqlRow,
} from '../../../scripts/fuzz/of-mysql.ts';

const GREETING = mysqlGreeting('mysql_native_password');
const ANSWERS_GREETING = mysqlPackets(1, [Buffer.alloc(40)]);
const ASKS_FOR_TLS = mysqlPackets(1, [Buffer.from([0x00, 0x08, 0, 0])]);
const ASKS = mysqlPackets(0, [Buffer.from('\x03select 1')]);
const HEAD = [Buffer.from([1]), mysqlColumn('zjh')];
const SAID = mysqlPackets(1, [
  ...HEAD,
  MYSQL_END,
  mysqlRow(['371002']),
  Buffer.from([0xfb]),
  MYSQL_END,
]);

/** A server that has let us in and has been asked. */
function asked(): MysqlFrames {
  const frames = new MysqlFrames();
  frames.take(GREETING);
  frames.sent(ANSWERS_GREETING);
  frames.take(mysqlPackets(2, [MYSQL_ACKNOWLEDGED]));
  frames.sent(ASKS);
  return frames;
}

test('sound packets pass as they are, however they are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: SAID.length }), { maxLength: 8 }), (cuts) => {
      const frames = asked();
      const places = [0, ...cuts.toSorted((one, other) => one - other), SAID.length];
      const passed = places.slice(1).map((end, n) => frames.take(SAID.subarray(places[n], end)));
      expect(Buffer.concat(passed)).toEqual(SAID);
      expect(frames.isAwaited).toBe(false);
    }),
  );
});

test('the server is awaited until its answer has ended', () => {
  const frames = asked();
  frames.take(SAID.subarray(0, -1));
  expect(frames.isAwaited).toBe(true);
  frames.take(SAID.subarray(-1));
  expect(frames.isAwaited).toBe(false);
});

test('what is encrypted passes unread', () => {
  const frames = new MysqlFrames();
  frames.take(GREETING);
  frames.sent(ASKS_FOR_TLS);
  const secret = Buffer.from('anything at all');
  expect(frames.take(secret)).toEqual(secret);
});

const acknowledged = (status: number, rest: readonly number[] = []) =>
  Buffer.from([0, 0, 0, status & 0xff, status >> 8, 0, 0, ...rest]);

test('a change of the session passes when it is whole', () => {
  const changed = acknowledged(0x4002, [0, 5, 1, 3, 2, 100, 98]);
  expect(() => asked().take(mysqlPackets(1, [changed]))).not.toThrow();
});

test.each([
  ['a packet out of order', mysqlPackets(2, [MYSQL_ACKNOWLEDGED])],
  ['a packet of many megabytes', Buffer.from([0xff, 0xff, 0xff, 1])],
  ['a packet of nothing', Buffer.from([0, 0, 0, 1])],
  ['the wish for a file', mysqlPackets(1, [Buffer.from('\xfb/etc/passwd', 'latin1')])],
  ['a table of sixteen million columns', mysqlPackets(1, [Buffer.from([0xfd, 255, 255, 255])])],
  ['a count with more behind it', mysqlPackets(1, [Buffer.from([1, 1])])],
  [
    'a column whose name is longer than its packet',
    mysqlPackets(1, [Buffer.from([1]), Buffer.from([9, 1])]),
  ],
  ['more columns than it says', mysqlPackets(1, [...HEAD, mysqlColumn('qlr')])],
  [
    'a value longer than its packet',
    mysqlPackets(1, [...HEAD, MYSQL_END, Buffer.from([0xfc, 9, 9, 1])]),
  ],
  ['more values than columns', mysqlPackets(1, [...HEAD, MYSQL_END, mysqlRow(['1', '2'])])],
  ['another result behind the first', mysqlPackets(1, [acknowledged(0x000a)])],
  [
    'a change of the session longer than its packet',
    mysqlPackets(1, [acknowledged(0x4002, [0, 9, 1])]),
  ],
  ['an error without its number', mysqlPackets(1, [Buffer.from([255, 1])])],
  ['a second answer', mysqlPackets(1, [MYSQL_ACKNOWLEDGED, MYSQL_ACKNOWLEDGED])],
])('%s is not passed on', (_, bytes) => {
  expect(() => asked().take(bytes)).toThrow(RangeError);
});

test('rows without end are not passed on for ever', () => {
  const frames = asked();
  frames.take(mysqlPackets(1, [...HEAD, MYSQL_END]));
  const rows = Array.from({ length: 256 }, () => mysqlRow(['x'.repeat(250)]));
  const goOn = () => {
    // Whole rounds of the sequence, which goes on at 4.
    for (let sent = 0; sent < 2 * 64 * 1024 * 1024; sent += 256 * 251) {
      frames.take(mysqlPackets(4, rows));
    }
  };
  expect(goOn).toThrow('an answer without end');
});

test.each([
  ['of another protocol', mysqlPackets(0, [Buffer.from([9, 0])])],
  ['that is cut short', mysqlPackets(0, [GREETING.subarray(4, 30)])],
  [
    'that lets us in before we have said who we are',
    Buffer.concat([GREETING, mysqlPackets(2, [MYSQL_ACKNOWLEDGED])]),
  ],
  [
    'with another way that has no end to its name',
    Buffer.concat([GREETING, mysqlPackets(1, [Buffer.from('\xfename', 'latin1')])]),
  ],
  [
    'that asks for ever',
    Buffer.concat([
      GREETING,
      mysqlPackets(
        1,
        Array.from({ length: 99 }, () => Buffer.from([1, 3])),
      ),
    ]),
  ],
])('a greeting %s is not passed on', (_, bytes) => {
  expect(() => new MysqlFrames().take(bytes)).toThrow(RangeError);
});
