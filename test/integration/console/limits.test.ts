// What the console refuses for its size or its haste.

import { once } from 'node:events';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from '@jest/globals';
import { route } from '../../../console/route.ts';
import { signIn, signInPage } from '../../../console/pages/sign-in.ts';
import { accountPage } from '../../../console/pages/account.ts';
import { homePage } from '../../../console/pages/home.ts';
import { type ConsoleInTest, hire, useConsole, Visitor } from '../../support/console.ts';

const LARGEST = 100_000;
let received = 0;
const takeFile = route({
  method: 'POST',
  url: '/take-file',
  needs: 'batch.submit',
  takesUpload: { largestBytes: LARGEST },
  async answer({ upload }) {
    received = 0;
    const sink = new Writable({
      write(piece: Buffer, _encoding, done) {
        received += piece.length;
        done();
      },
    });
    if (upload?.file) await pipeline(upload.file.content, sink);
    return { kind: 'json', json: { received } };
  },
});

const STANDS_STILL_MS = 1_500;
/** As a long file that is taken in. */
const thinkLong = route({
  method: 'GET',
  url: '/think-long',
  needs: 'batch.submit',
  async answer() {
    await new Promise((resolve) => setTimeout(resolve, 4 * STANDS_STILL_MS));
    return { kind: 'json', json: { thought: true } };
  },
});

const PAGES = [signInPage, signIn, homePage, accountPage];

async function signedIn(opened: ConsoleInTest, account: string): Promise<Visitor> {
  await hire(opened, account, 'caseworker');
  const visitor = new Visitor(opened.address);
  await visitor.signIn(account);
  await visitor.get('/account');
  return visitor;
}

describe('a request', () => {
  const opened = useConsole({ routes: [...PAGES, takeFile], rateFactor: 1 });

  test('with a file beyond the limit is refused, and no more of it read', async () => {
    const visitor = await signedIn(opened, 'he');
    const within = await visitor.postMultipart('/take-file', {}, 'x'.repeat(LARGEST - 10));
    expect(JSON.parse(within.text)).toEqual({ received: LARGEST - 10 });
    const beyond = await visitor.postMultipart('/take-file', {}, 'x'.repeat(LARGEST * 20));
    expect(beyond.status).toBe(413);
    expect(received).toBeLessThanOrEqual(LARGEST);
  });

  test('with a form of megabytes is refused', async () => {
    const visitor = await signedIn(opened, 'lv');
    const reply = await visitor.post('/sign-in', { account: 'lv', password: 'x'.repeat(300_000) });
    expect(reply.status).toBe(413);
  });

  test('to sign in is refused after many in a minute, whatever the accounts', async () => {
    const guesser = new Visitor(opened.address);
    await guesser.get('/sign-in');
    const statuses: number[] = [];
    for (let attempt = 1; attempt <= 25; attempt++) {
      const account = `guess.${String.fromCharCode(96 + attempt)}`;
      statuses.push((await guesser.post('/sign-in', { account, password: 'guess' })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses).toContain(401);
  });
});

// Apart: what is slow on a busy machine stands still by this clock.
describe('a request, where little time is left to arrive in,', () => {
  const opened = useConsole({ routes: [...PAGES, thinkLong], arrivesWithinMs: STANDS_STILL_MS });

  test('that has arrived is answered, however long that takes', async () => {
    const visitor = await signedIn(opened, 'tao');
    expect(JSON.parse((await visitor.get('/think-long')).text)).toEqual({ thought: true });
  });

  test('that stands still on its way is ended', async () => {
    const { hostname, port } = new URL(opened.address);
    const socket = connect(Number(port), hostname);
    socket.write('POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nacc');
    const [hadError] = await once(socket.resume(), 'close');
    expect(hadError).toBe(false);
  });
});
