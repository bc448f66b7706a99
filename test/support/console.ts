// A console on a store of its own, and visitors that behave as browsers do: they keep cookies and send a form's key back.

import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import { pino } from 'pino';
import type { Identity } from '../../config/identity.ts';
import { readSettings } from '../../config/settings.ts';
import type { ActsEngine } from '../../console/acts.ts';
import type { Route } from '../../console/route.ts';
import { openConsole } from '../../console/server.ts';
import { hashPassword } from '../../console/sign-in/passwords.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { StaffRole } from '../../domain/staff.ts';
import { newToken, tokenDigest } from '../../console/tokens.ts';
import type { Store } from '../../store/store.ts';
import { type StoreInTest, useStore } from './store.ts';

export const PASSWORD = 'correct horse battery';

/** By the address of the console. */
const STORES = new Map<string, Store>();

export type ConsoleInTest = StoreInTest & {
  /** `http://127.0.0.1:port` */
  address: string;
  /** Lines of its log. */
  log: string[];
};

/** Call at the top of a test file, like `useStore`. */
export function useConsole(
  options: {
    routes?: readonly Route[];
    rateFactor?: number;
    arrivesWithinMs?: number;
    /** Chosen before it listens, for whoever has to know the address. */
    port?: () => Promise<number>;
    identity?: (address: string) => Promise<Identity>;
    engine?: (opened: StoreInTest) => Partial<ActsEngine>;
  } = {},
): ConsoleInTest {
  const opened = useStore() as ConsoleInTest;
  let close = async () => {};
  beforeAll(async () => {
    opened.log = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void opened.log.push(line) });
    const engine = {
      store: opened.store,
      settings: readSettings({}),
      departments: [],
      queues: { board: () => [] },
      log,
      ...options.engine?.(opened),
    } as unknown as ActsEngine;
    const port = (await options.port?.()) ?? 0;
    const server = await openConsole({
      engine,
      publicUrl: null,
      rateFactor: options.rateFactor ?? 1_000,
      ...(options.arrivesWithinMs !== undefined && { arrivesWithinMs: options.arrivesWithinMs }),
      identity: (await options.identity?.(`http://127.0.0.1:${port}`)) ?? null,
      ...(options.routes && { routes: options.routes }),
    });
    await server.listen({ port, host: '127.0.0.1' });
    opened.address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    STORES.set(opened.address, opened.store);
    close = () => server.close();
  });
  afterAll(() => close());
  return opened;
}

/** Hashing takes a while, and every member of the tests has the same password. */
let hashed: Promise<string> | null = null;

/** A member who has changed the first password already. */
export async function hire(
  { store }: Pick<StoreInTest, 'store'>,
  account: string,
  role: StaffRole,
  region = '371002',
): Promise<void> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  const member = { account, name: `${role} ${account}`, office: '测试单位', role, passwordHash };
  await store.staff.add({ ...member, region: region as RegionCode });
  await store.staff.setPassword(account, passwordHash, false);
}

/** The cookie of somebody who is signed in already. */
export async function sessionOf(
  { sessions }: Pick<Store, 'sessions'>,
  account: string,
): Promise<string> {
  const token = newToken();
  await sessions.begin(tokenDigest(token), account, 'signed-in');
  return token;
}

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads to; null when nowhere. */
  readonly to: string | null;
};

export class Visitor {
  readonly #address: string;
  readonly #cookies = new Map<string, string>();
  #formKey = '';

  constructor(address: string) {
    this.#address = address;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send(path, { headers });
  }

  /** Submits a form of the page that was seen last. */
  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const body = new URLSearchParams({ 'form-key': this.#formKey, ...fields });
    return this.#send(path, { method: 'POST', body, headers });
  }

  /** The same of a form that takes a file; none is chosen unless it is given. */
  async postMultipart(path: string, fields: Record<string, string>, file?: string): Promise<Reply> {
    const body = new FormData();
    body.set('form-key', this.#formKey);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file !== undefined) body.set('file', new Blob([file]), 'batch.csv');
    return this.#send(path, { method: 'POST', body, headers: {} });
  }

  /** As a script of a page sends a piece of a file. */
  async postBytes(path: string, content: Buffer): Promise<Reply> {
    const headers = { 'content-type': 'application/octet-stream', 'x-form-key': this.#formKey };
    return this.#send(path, { method: 'POST', body: new Uint8Array(content), headers });
  }

  async signIn(account: string, password = PASSWORD): Promise<Reply> {
    await this.get('/sign-in');
    const reply = await this.post('/sign-in', { account, password });
    if (reply.to === '/second-factor') await this.#skipSecondFactor(account);
    if (reply.to !== null) await this.get(reply.to);
    return reply;
  }

  /** As if the browser had been given this cookie. */
  holds(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** A one-time code counts once in half a minute, and a test has no such time. */
  async #skipSecondFactor(account: string): Promise<void> {
    const store = STORES.get(this.#address);
    if (store) this.#cookies.set('hedui-session', await sessionOf(store, account));
    await this.get('/');
  }

  async #send(
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Reply> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.#address + path, {
      ...init,
      headers: cookie === '' ? init.headers : Object.assign({ cookie }, init.headers),
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = await response.text();
    const key = /name="form-key" value="([^"]+)"/.exec(text)?.[1];
    if (key !== undefined) this.#formKey = key;
    return {
      status: response.status,
      headers: response.headers,
      text,
      to: response.headers.get('location'),
    };
  }
}
