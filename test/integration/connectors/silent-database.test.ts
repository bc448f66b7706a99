// An exchange database that vanishes from the network while it is asked: neither an answer nor an end of the connection.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { openExchangeDatabase } from '../../../connectors/transports/exchange-database.ts';
import { freshDatabase } from '../../support/database.ts';
import { declarationOf } from '../../../scripts/fuzz/asked-department.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

test('is given up after its limit of time, and asked again when it is back', async () => {
  const server = await freshDatabase({ empty: true });
  opened.push(() => server.drop());
  const way = await openWay(new URL(server.url));
  opened.push(() => way.close());
  const declaration = declarationOf('land', way.url, { transport: 'sql' });
  const database = openExchangeDatabase({
    ...declaration,
    limits: { ...declaration.limits, timeoutMs: 5_000 },
  });
  opened.push(() => database.close());

  const ask = () => database.rows('select ?::text as said', ['here']);
  expect(await ask()).toEqual([{ said: 'here' }]);
  way.vanish();
  await expect(ask()).rejects.toMatchObject({ code: '57014' });
  way.comeBack();
  expect(await ask()).toEqual([{ said: 'here' }]);
});

/** A way to a server on which bytes can be lost without anybody being told. */
async function openWay(to: URL) {
  let isOpen = true;
  const sockets = new Set<Socket>();
  const way = createServer((outer) => {
    const inner = connect(Number(to.port), to.hostname);
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.on('data', (bytes) => {
        if (isOpen) other.write(bytes);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const url = new URL(to);
  url.port = String((way.address() as AddressInfo).port);
  return {
    url: url.href,
    vanish: () => void (isOpen = false),
    comeBack: () => void (isOpen = true),
    close() {
      for (const socket of sockets) socket.destroy();
      way.close();
    },
  };
}
