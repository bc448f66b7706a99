// A MySQL server that breaks its protocol, on a real connection: what is asked of it ends in time, and so does the connection.

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { openExchangeDatabase } from '../../../connectors/transports/exchange-database.ts';
import { declarationOf } from '../../../scripts/fuzz/asked-department.ts';
import {
  asMysql,
  MYSQL_ACKNOWLEDGED,
  MYSQL_END,
  mysqlColumn,
  mysqlGreeting,
  mysqlPackets,
  mysqlRow,
  onPackets,
} from '../../../scripts/fuzz/of-mysql.ts';

/** For servers that do as they should, however busy the machine is. */
const PATIENT_MS = 60_000;
/** For those that never would. */
const IMPATIENT_MS = 300;
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** @returns the database behind the server, and what ends when the server's first connection does */
async function openServer(serve: (socket: Socket) => void, timeoutMs = IMPATIENT_MS) {
  let cut = () => {};
  const isCut = new Promise<void>((resolve) => (cut = resolve));
  const server = createServer((socket) => {
    socket.on('error', () => {}).on('close', () => cut());
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(() => server.close());
  const address = `mysql://u:p@127.0.0.1:${(server.address() as AddressInfo).port}/d`;
  const declaration = declarationOf('land', address, { transport: 'sql' });
  const limits = { ...declaration.limits, timeoutMs, concurrency: 1 };
  const database = openExchangeDatabase({ ...declaration, limits });
  opened.push(() => database.close());
  return { database, isCut };
}

const HEAD = [Buffer.from([1]), mysqlColumn('zjh'), MYSQL_END];

test('a sound answer is read', async () => {
  const { database } = await openServer(
    (socket) =>
      asMysql(socket, () => {
        socket.write(mysqlPackets(1, [...HEAD, mysqlRow(['张三']), MYSQL_END]));
      }),
    PATIENT_MS,
  );
  expect(await database.rows('select 1', [])).toEqual([{ zjh: '张三' }]);
});

test.each([
  ['says nothing', () => {}],
  [
    'announces columns that never come',
    (socket: Socket) => {
      socket.write(mysqlPackets(1, [Buffer.from([0xfd, 0xff, 0xff, 0xff])]));
    },
  ],
  [
    'ends the columns with something else',
    (socket: Socket) => {
      socket.write(mysqlPackets(1, [...HEAD.slice(0, 2), mysqlRow(['a'])]));
    },
  ],
  [
    'sends rows without end',
    (socket: Socket) => {
      let sequence = 4;
      socket.write(mysqlPackets(1, HEAD));
      const rows = () => {
        const sent = Array.from({ length: 256 }, () => mysqlRow(['x'.repeat(200)]));
        const goesOn = socket.write(mysqlPackets(sequence, sent));
        sequence = (sequence + sent.length) % 256;
        if (goesOn) setImmediate(rows);
        else socket.once('drain', rows);
      };
      rows();
    },
  ],
])('a server that %s is left, and its connection with it', async (_, said) => {
  const { database, isCut } = await openServer((socket) => asMysql(socket, () => said(socket)));
  await expect(database.rows('select 1', [])).rejects.toBeInstanceOf(Error);
  await isCut;
});

test('a server that asks for ever who we are is left', async () => {
  const { database, isCut } = await openServer((socket) => {
    socket.write(mysqlGreeting('caching_sha2_password'));
    onPackets(socket, (packet) => {
      const more = Array.from({ length: 100 }, () => Buffer.from([1, 3]));
      socket.write(mysqlPackets((packet[3] ?? 0) + 1, [...more, MYSQL_ACKNOWLEDGED]));
    });
  });
  await expect(database.rows('select 1', [])).rejects.toBeInstanceOf(Error);
  await isCut;
});

test('a server that refuses us and keeps the connection is left', async () => {
  const { database, isCut } = await openServer((socket) => {
    const refused = Buffer.concat([Buffer.from([0xff, 0x15, 0x04]), Buffer.from('#28000denied')]);
    socket.write(mysqlPackets(0, [refused]));
  });
  await expect(database.rows('select 1', [])).rejects.toBeInstanceOf(Error);
  await isCut;
});
