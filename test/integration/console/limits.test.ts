// What the console refuses for its size or its haste.

import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from '@jest/globals';
import { route } from '../../../console/route.ts';
import { signIn, signInPage } from '../../../console/pages/sign-in.ts';
import { accountPage } from '../../../console/pages/account.ts';
import { homePage } from '../../../console/pages/home.ts';
import { hire, useConsole, Visitor } from '../../support/console.ts';

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

const opened = useConsole({
  routes: [signInPage, signIn, homePage, accountPage, takeFile],
  rateFactor: 1,
});

async function signedIn(account: string): Promise<Visitor> {
  await hire(opened, account, 'caseworker');
  const visitor = new Visitor(opened.address);
  await visitor.signIn(account);
  await visitor.get('/account');
  return visitor;
}

describe('a request', () => {
  test('with a file beyond the limit is refused, and no more of it read', async () => {
    const visitor = await signedIn('he');
    const within = await visitor.postMultipart('/take-file', {}, 'x'.repeat(LARGEST - 10));
    expect(JSON.parse(within.text)).toEqual({ received: LARGEST - 10 });
    const beyond = await visitor.postMultipart('/take-file', {}, 'x'.repeat(LARGEST * 20));
    expect(beyond.status).toBe(413);
    expect(received).toBeLessThanOrEqual(LARGEST);
  });

  test('with a form of megabytes is refused', async () => {
    const visitor = await signedIn('lv');
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
