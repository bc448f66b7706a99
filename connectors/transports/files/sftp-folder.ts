// An exchange folder on a department's SFTP server. The server's host key is pinned: a server that shows another key
// gets neither our credentials nor a request file.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Client, type SFTPWrapper } from 'ssh2';
import type { DepartmentDeclaration } from '../../../config/departments.ts';
import { errorCode } from '../../error-code.ts';
import { type ExchangeFolder, underwayName } from './exchange-folder.ts';

/** SSH_FX_… of the SFTP protocol, by the names that Node gives such errors. */
const CODES: Readonly<Record<number, string>> = { 2: 'ENOENT', 3: 'EACCES', 4: 'EIO' };
const FAILURE = 4;

export function openSftpFolder(declaration: DepartmentDeclaration): ExchangeFolder {
  const { address, limits } = declaration;
  const folder = decodeURIComponent(new URL(address).pathname).replace(/\/$/, '');
  let session: Promise<Session> | null = null;

  /** One session for all files, opened when it is needed and again after it broke. */
  async function onServer<T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
    session ??= connect(declaration, () => {
      session = null;
    });
    const opening = session;
    try {
      const { sftp } = await opening;
      return await within(limits.timeoutMs, work(sftp));
    } catch (error) {
      if (session === opening && isBroken(error)) {
        session = null;
        void opening.then(({ client }) => client.destroy()).catch(() => {});
      }
      throw withCode(error);
    }
  }

  return {
    names: (side) =>
      onServer((sftp) =>
        called<{ filename: string }[]>((done) => sftp.readdir(`${folder}/${side}`, done)),
      ).then((entries) => entries.map(({ filename }) => filename)),
    has: (side, name) =>
      onServer((sftp) =>
        called<unknown>((done) => sftp.stat(`${folder}/${side}/${name}`, done)),
      ).then(
        () => true,
        (error: unknown) => {
          if (errorCode(error) === 'ENOENT') return false;
          throw error;
        },
      ),
    // Whole, so that the limit of time holds for every byte of it.
    read: (side, name) =>
      onServer((sftp) =>
        called<Buffer>((done) => sftp.readFile(`${folder}/${side}/${name}`, done)),
      ).then((content) => Readable.from([content])),
    write: (side, name, content) =>
      onServer(async (sftp) => {
        const path = `${folder}/${side}/${name}`;
        const underway = underwayName(path);
        const file = sftp.createWriteStream(underway, { mode: 0o600 });
        file.end(content);
        await finished(file);
        await called<void>((done) => sftp.rename(underway, path, done));
      }),
    probe: () =>
      onServer((sftp) => called<unknown>((done) => sftp.stat(folder, done))).then(() => {}),
    async close() {
      const held = await session?.catch(() => null);
      held?.client.end();
    },
  };
}

type Session = { readonly client: Client; readonly sftp: SFTPWrapper };

function connect(
  { address, credentials, limits }: DepartmentDeclaration,
  onEnd: () => void,
): Promise<Session> {
  const url = new URL(address);
  const pinned = credentials['hostKey'] ?? '';
  const client = new Client();
  return new Promise((fulfil, reject) => {
    let isTrusted = true;
    client.on('ready', () => {
      // Requests are small and each waits for its answer: held back to fill a packet, each would take 40 ms.
      client.setNoDelay(true);
      client.sftp((error, sftp) => (error ? reject(error) : fulfil({ client, sftp })));
    });
    // Kept after the session is open: a broken connection must not end the process.
    client.on('error', (error) => {
      onEnd();
      reject(isTrusted ? error : coded('EHOSTKEY', 'the host key is not the pinned one'));
    });
    client.on('close', onEnd);
    client.connect({
      host: url.hostname,
      port: Number(url.port || 22),
      username: credentials['user'] ?? decodeURIComponent(url.username),
      readyTimeout: limits.timeoutMs,
      keepaliveInterval: 15_000,
      hostVerifier: (key: Buffer) => (isTrusted = fingerprint(key) === pinned),
      ...(credentials['password'] && { password: credentials['password'] }),
      ...(credentials['privateKeyFile'] && {
        privateKey: readFileSync(credentials['privateKeyFile']),
      }),
    });
  });
}

/** As `ssh-keygen -lf` prints it: `SHA256:` and base64 without padding. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function called<T>(call: (done: (error: Error | undefined | null, result: T) => void) => void) {
  return new Promise<T>((fulfil, reject) =>
    call((error, result) => (error ? reject(error) : fulfil(result))),
  );
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(coded('ETIMEDOUT', 'the server does not answer')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Answers of the server (no such file, not permitted) leave the session whole; anything else has broken it. */
function isBroken(error: unknown): boolean {
  return !(error instanceof Error && 'code' in error && typeof error.code === 'number');
}

function withCode(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('level' in error && error.level === 'client-authentication') {
    return coded('EAUTH', 'the server refused our credentials');
  }
  if (!('code' in error)) return coded('ECONNRESET', 'the connection broke');
  const { code } = error;
  return typeof code === 'number'
    ? coded(CODES[code] ?? CODES[FAILURE] ?? '', error.message)
    : error;
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
