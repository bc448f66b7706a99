// What a department's MySQL or MariaDB server sends, packet by packet: three bytes of length, one that counts, and the rest.

import type { Socket } from 'node:net';
import { COLUMNS, databaseServer, ROW, type Serve } from './of-wires.ts';
import type { Target } from './target.ts';

const ACKNOWLEDGED = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
const END = Buffer.from([0xfe, 0, 0, 2, 0]);
/** What a server of these days offers; the last asks the driver to read what changes in the session. */
const OFFERED = [0x0001, 0x0008, 0x0200, 0x2000, 0x8000, 1 << 19, 1 << 21, 1 << 23];

export function mysqlPackets(first: number, bodies: readonly Buffer[]): Buffer {
  return Buffer.concat(
    bodies.flatMap((body, n) => {
      const head = Buffer.alloc(4);
      head.writeUIntLE(body.length, 0, 3);
      head.writeUInt8((first + n) % 256, 3);
      return [head, body];
    }),
  );
}

const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

export function mysqlGreeting(plugin: string): Buffer {
  const offered = Buffer.alloc(4);
  offered.writeUInt32LE(OFFERED.reduce((sum, flag) => sum | flag, 0));
  return mysqlPackets(0, [
    Buffer.concat([
      Buffer.from('\n8.0.36\0'),
      Buffer.from([7, 0, 0, 0]),
      Buffer.from('saltsalt\0'),
      offered.subarray(0, 2),
      Buffer.from([45, 2, 0]),
      offered.subarray(2),
      Buffer.from([21]),
      Buffer.alloc(10),
      Buffer.from(`saltsaltsalt\0${plugin}\0`),
    ]),
  ]);
}

export function mysqlColumn(name: string): Buffer {
  const about = Buffer.from([0x0c, 45, 0, 240, 0, 0, 0, 253, 0, 0, 0, 0, 0]);
  return Buffer.concat([...['def', 'd', 't', 't', name, name].map(text), about]);
}

export const mysqlRow = (values: readonly string[]) =>
  Buffer.concat(
    values.map((value) =>
      Buffer.concat([Buffer.from([Buffer.byteLength(value)]), Buffer.from(value)]),
    ),
  );

export const MYSQL_ACKNOWLEDGED = ACKNOWLEDGED;
export const MYSQL_END = END;
const NATIVE = mysqlGreeting('mysql_native_password');

const ROWS = mysqlPackets(1, [
  Buffer.from([COLUMNS.length]),
  ...COLUMNS.map(mysqlColumn),
  END,
  mysqlRow(ROW),
  END,
]);
const REFUSED = Buffer.concat([Buffer.from([0xff, 0x7a, 0x04]), Buffer.from('#42S02no table')]);
const SWITCHED = mysqlPackets(2, [
  Buffer.from('\xfemysql_native_password\0saltsaltsaltsaltsalt\0', 'latin1'),
]);
const FAST = mysqlPackets(2, [Buffer.from([1, 3]), ACKNOWLEDGED]);
const ASKS_FULL = mysqlPackets(2, [Buffer.from([1, 4])]);

/** Calls back with every whole packet of the client. */
export function onPackets(socket: Socket, take: (packet: Buffer) => void): void {
  let unread = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    while (unread.length >= 4 && unread.length >= 4 + unread.readUIntLE(0, 3)) {
      const next = 4 + unread.readUIntLE(0, 3);
      take(unread.subarray(0, next));
      unread = unread.subarray(next);
    }
  });
}

/** Greets, lets in, allows the session to be set, and answers questions with what `said` gives. */
export function asMysql(socket: Socket, said: (socket: Socket) => void): void {
  socket.write(NATIVE);
  onPackets(socket, (packet) => {
    if (packet[3] !== 0) socket.write(mysqlPackets(2, [ACKNOWLEDGED]));
    else if (packet.includes('set session')) socket.write(mysqlPackets(1, [ACKNOWLEDGED]));
    else if (packet[4] === 3) said(socket);
  });
}

const rowsWith: Serve = (socket, sent) => asMysql(socket, () => void socket.end(sent()));

/** Two who wait for one another would be waited for until the limit of time. */
const CLIENT_SPEAKS_WITHIN_MS = 20;

/** A whole conversation until it has let somebody in, sent in two pieces as the client speaks. */
const greetingWith: Serve = (socket, sent) => {
  const bytes = sent();
  const goOn = () => void (socket.writable && socket.end(bytes.subarray(NATIVE.length)));
  socket.write(bytes.subarray(0, NATIVE.length));
  socket.once('data', goOn).setTimeout(CLIENT_SPEAKS_WITHIN_MS, goOn);
};

export const MYSQL_TARGETS: readonly Target[] = [
  {
    name: 'mysql-rows',
    weight: 8,
    open: databaseServer('mysql', rowsWith, [
      ROWS,
      mysqlPackets(1, [REFUSED]),
      mysqlPackets(1, [ACKNOWLEDGED]),
    ]),
  },
  {
    name: 'mysql-greeting',
    weight: 4,
    open: databaseServer('mysql', greetingWith, [
      Buffer.concat([NATIVE, mysqlPackets(2, [ACKNOWLEDGED])]),
      Buffer.concat([NATIVE, SWITCHED]),
      Buffer.concat([mysqlGreeting('caching_sha2_password'), FAST]),
      Buffer.concat([mysqlGreeting('caching_sha2_password'), ASKS_FULL]),
      mysqlPackets(0, [REFUSED]),
    ]),
  },
];
