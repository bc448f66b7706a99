// What a department's PostgreSQL or SFTP server sends, byte by byte below the level of rows and files: a server that greets
// wrongly, cuts its packets, counts its columns wrongly.

import { generateKeyPairSync } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';
import { fileSettings } from '../../config/transport-settings.ts';
import { fingerprint } from '../../connectors/transports/files/sftp-folder.ts';
import { declarationOf, openAsked } from './asked-department.ts';
import type { OpenTarget, Target } from './target.ts';

const LIMITS = {
  requestsPerSecond: 1e5,
  burst: 1e5,
  concurrency: 1,
  personsPerRequest: 100,
  timeoutMs: 2_000,
  answerWithinMs: 2_000,
  askAgainMs: 1,
};
export const COLUMNS = ['zjh', 'qlr', 'bdcdyh', 'zl', 'jzmj', 'gyfs', 'qszt', 'djsj'];
export const ROW = [
  '371002199001010015',
  '张三',
  '371002001001GB00001F00010001',
  '环翠区',
  '88.50',
  '0',
  '1',
  '2015-03-04',
];

/** How a server of one protocol serves one connection; `sent` is what is mutated. */
export type Serve = (socket: Socket, sent: () => Buffer) => void;

export function databaseServer(
  scheme: 'postgres' | 'mysql',
  serve: Serve,
  seeds: readonly Buffer[],
): () => Promise<OpenTarget> {
  return async () => {
    let sent = Buffer.alloc(0);
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      serve(socket, () => sent);
    });
    const port = await listening(server);
    const address = `${scheme}://u:p@127.0.0.1:${port}/d`;
    const declaration = declarationOf('land', address, { transport: 'sql', limits: LIMITS });
    return {
      seeds,
      async take(bytes) {
        sent = Buffer.from(bytes);
        // A pool of its own: letting a broken connection go may take the pool seconds.
        const asked = openAsked(declaration, ['land.real-estate']);
        await asked.ask();
        void asked.close();
      },
      close: async () => void server.close(),
    };
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

// --- PostgreSQL: a letter, the length of what follows with itself, and that.

function postgresMessage(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const int16 = (value: number) => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
const int32 = (value: number) => Buffer.concat([int16(value >>> 16), int16(value & 0xffff)]);
const text = (value: string) => Buffer.from(`${value}\0`);

const READY = postgresMessage('Z', Buffer.from('I'));
const GREETING = Buffer.concat([
  postgresMessage('R', int32(0)),
  postgresMessage('S', text('server_version'), text('15.4')),
  postgresMessage('K', int32(7), int32(9)),
  READY,
]);
const ASKS_SCRAM = postgresMessage('R', int32(10), text('SCRAM-SHA-256'), Buffer.from([0]));
const ASKS_MD5 = postgresMessage('R', int32(5), Buffer.from('salt'));
const REFUSES = postgresMessage('E', text('SFATAL'), text('C28P01'), text('Mno'), Buffer.from([0]));
const ROWS = Buffer.concat([
  postgresMessage('1'),
  postgresMessage('2'),
  postgresMessage(
    'T',
    int16(COLUMNS.length),
    ...COLUMNS.flatMap((name) => [
      text(name),
      int32(0),
      int16(0),
      int32(25),
      int16(-1),
      int32(-1),
      int16(0),
    ]),
  ),
  postgresMessage(
    'D',
    int16(ROW.length),
    ...ROW.map((value) => Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)])),
  ),
  postgresMessage('C', text('SELECT 1')),
  READY,
]);

/** Greets, allows the session to be set, and answers the question itself with what is mutated. */
const asPostgres: Serve = (socket, sent) => {
  let isGreeted = false;
  let unread = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    for (;;) {
      const head = isGreeted ? 1 : 0;
      if (unread.length < head + 4) return;
      const length = head + unread.readUInt32BE(head);
      if (unread.length < length) return;
      const letter = isGreeted ? String.fromCharCode(unread[0] ?? 0) : '';
      unread = unread.subarray(length);
      if (letter === '') socket.write(GREETING);
      else if (letter === 'Q')
        socket.write(Buffer.concat([postgresMessage('C', text('SET')), READY]));
      else if (letter === 'S') socket.end(sent());
      isGreeted = true;
    }
  });
};

/** Sends it as soon as somebody comes, and goes. */
const greetingWith: Serve = (socket, sent) => {
  socket.once('data', () => socket.end(sent()));
};

// --- SFTP, within a right session of SSH: a length, a type, the number of the request, and what follows.

const sized = (value: string) =>
  Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]);

function sftpPacket(type: number, request: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from([type]), int32(request), ...parts]);
  return Buffer.concat([int32(body.length), body]);
}

const VERSION = Buffer.concat([int32(5), Buffer.from([2]), int32(3)]);
const HANDLE = (request: number) => sftpPacket(102, request, sized('h'));
const STATUS = (request: number, code: number) =>
  sftpPacket(101, request, int32(code), sized('said'), sized('en'));
const NAMES = (request: number) =>
  sftpPacket(104, request, int32(1), sized('B1-1-x-1.json'), sized('-rw B1-1-x-1.json'), int32(0));
const FILE = (request: number) => sftpPacket(103, request, sized('{"question":"B1-1-x-1"}'));
const SFTP_SEEDS = [
  Buffer.concat([HANDLE(0), NAMES(1), STATUS(2, 1), STATUS(3, 0)]),
  Buffer.concat([HANDLE(0), FILE(1), STATUS(2, 1), STATUS(3, 0)]),
  STATUS(0, 2),
  STATUS(0, 4),
];

async function sftp(): Promise<OpenTarget> {
  let sent = Buffer.alloc(0);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const [key] = Array.isArray(parsed) ? parsed : [parsed];
  const clients = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    client.on('error', () => {});
    client.on('close', () => void clients.delete(client));
    client.on('authentication', (asked) => asked.accept());
    client.on('session', (accept) => {
      accept().on('subsystem', (open) => speak(open(), () => sent));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const declaration = declarationOf('banks', `sftp://u@127.0.0.1:${port}/exchange`, {
    transport: 'file-exchange',
    credentials: {
      user: 'u',
      password: 'p',
      hostKey: fingerprint(key?.getPublicSSH() ?? Buffer.alloc(0)),
    },
    // A channel that closes leaves its requests without an answer: each such input takes this long.
    limits: { ...LIMITS, timeoutMs: 300 },
    files: fileSettings.parse({}),
  });
  const asked = openAsked(declaration, ['banks.deposit']);
  return {
    seeds: SFTP_SEEDS,
    async take(bytes) {
      sent = Buffer.from(bytes);
      // One session each: what broke in one must not be what the next one meets.
      for (const client of clients) client.end();
      await asked.ask();
    },
    async close() {
      await asked.close();
      for (const client of clients) client.end();
      server.close();
    },
  };
}

/** The version rightly, then what is mutated to whatever is asked first, and nothing more. */
function speak(channel: ServerChannel, sent: () => Buffer): void {
  let isGreeted = false;
  channel.on('error', () => {});
  channel.on('data', () => {
    if (isGreeted) {
      channel.end(sent());
      return;
    }
    isGreeted = true;
    channel.write(VERSION);
  });
}

export const WIRE_TARGETS: readonly Target[] = [
  { name: 'postgres-rows', weight: 8, open: databaseServer('postgres', asPostgres, [ROWS]) },
  {
    name: 'postgres-greeting',
    weight: 4,
    open: databaseServer('postgres', greetingWith, [GREETING, ASKS_SCRAM, ASKS_MD5, REFUSES]),
  },
  { name: 'sftp', weight: 0.2, open: sftp },
];
