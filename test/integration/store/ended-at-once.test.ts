// A server that ends a connection in the very moment in which it is ready: the word that it is and the word that it ends come
// in one packet, as when an administrator ends all sessions while they are being opened.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../../store/database.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';

/** PostgreSQL's protocol, ReadyForQuery in an idle session. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const ENDED = errorResponse('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');

let database: TestDatabase;
let proxy: Server;
beforeAll(async () => {
  database = await freshDatabase();
  const { hostname, port } = new URL(database.url);
  proxy = createServer((client) => passOn(client, connect(Number(port), hostname)));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterAll(async () => {
  proxy.close();
  await database.drop();
});

function errorResponse(fields: string): Buffer {
  const message = Buffer.from(`E\0\0\0\0${fields}`, 'latin1');
  message.writeUInt32BE(message.length - 1, 1);
  return message;
}

function passOn(client: Socket, server: Socket): void {
  for (const one of [client, server]) one.on('error', () => {});
  client.pipe(server);
  server.on('data', (bytes) => {
    const isReady = bytes.subarray(-READY.length).equals(READY);
    if (!isReady) return void client.write(bytes);
    client.end(Buffer.concat([bytes, ENDED]));
    server.destroy();
  });
}

test('is no more than a statement that failed, and can be tried again', async () => {
  const url = new URL(database.url);
  url.port = String((proxy.address() as AddressInfo).port);
  const opened = Database.connect({ databaseUrl: url.href, poolSize: 2, applicationName: 'test' });
  const failure = { code: 'STORE_UNREACHABLE', retryable: true };
  await expect(opened.transaction((client) => client.query('select 1'))).rejects.toMatchObject(
    failure,
  );
  await expect(opened.rows('select 1')).rejects.toMatchObject(failure);
  await opened.close();
});
