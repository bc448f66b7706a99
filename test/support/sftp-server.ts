// A department's SFTP server on a real socket: it serves one folder, knows one user, and has a host key of its own.

import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { open, readdir, rename, stat, type FileHandle } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';
import { fingerprint } from '../../connectors/transports/files/sftp-folder.ts';

const { Server, utils } = ssh2;
const { STATUS_CODE, OPEN_MODE } = utils.sftp;

export type SftpServer = {
  readonly address: string;
  readonly credentials: Readonly<Record<'user' | 'password' | 'hostKey', string>>;
  /** Breaks every connection, as a restart of the server does. */
  cut(): void;
  stop(): Promise<void>;
};

export async function openSftpServer(root: string): Promise<SftpServer> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const [key] = Array.isArray(parsed) ? parsed : [parsed];
  const hostKey = fingerprint(key?.getPublicSSH() ?? Buffer.alloc(0));
  const clients = new Set<Connection>();
  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    // The server's side has it too; its types leave it out.
    if ('setNoDelay' in client && typeof client.setNoDelay === 'function') client.setNoDelay(true);
    client.on('error', () => {});
    client.on('close', () => void clients.delete(client));
    client.on('authentication', (asked) => {
      const isOurs =
        asked.method === 'password' && asked.username === 'hedui' && asked.password === 'geheim';
      if (isOurs) asked.accept();
      else asked.reject(['password']);
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), root));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    address: `sftp://127.0.0.1:${port}/exchange`,
    credentials: { user: 'hedui', password: 'geheim', hostKey },
    cut: () => {
      for (const client of clients) client.end();
    },
    stop: () =>
      new Promise((done) => {
        for (const client of clients) client.end();
        server.close(() => done());
      }),
  };
}

/** The few requests that exchanging files takes. */
function serve(sftp: SFTPWrapper, root: string): void {
  const handles = new Map<number, FileHandle | { names: string[] }>();
  let last = 0;
  const placed = (path: string) => join(root, normalize(`/${path}`));
  const handed = (one: FileHandle | { names: string[] }) => {
    handles.set(++last, one);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(last);
    return handle;
  };
  const fileOf = (handle: Buffer) => handles.get(handle.readUInt32BE()) as FileHandle;
  /** Answers a request, or says why not in the protocol's words. */
  const answering = (id: number, work: () => Promise<void>) => {
    work().catch((error: NodeJS.ErrnoException) => {
      const code = error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE;
      sftp.status(id, code);
    });
  };
  const attributes = async (path: string) => {
    const { mode, size, uid, gid } = await stat(path);
    return { mode, size, uid, gid, atime: 0, mtime: 0 };
  };
  sftp.on('OPEN', (id, path, flags) =>
    answering(id, async () => {
      const isWriting = (flags & OPEN_MODE.WRITE) !== 0;
      sftp.handle(id, handed(await open(placed(path), isWriting ? 'w' : 'r')));
    }),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    answering(id, async () => {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await fileOf(handle).read(bytes, 0, length, offset);
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, bytes.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, bytes) =>
    answering(id, async () => {
      await fileOf(handle).write(bytes, 0, bytes.length, offset);
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('CLOSE', (id, handle) =>
    answering(id, async () => {
      const one = handles.get(handle.readUInt32BE());
      if (one && 'close' in one) await one.close();
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
  sftp.on('OPENDIR', (id, path) =>
    answering(id, async () => sftp.handle(id, handed({ names: await readdir(placed(path)) }))),
  );
  sftp.on('READDIR', (id, handle) => {
    const folder = handles.get(handle.readUInt32BE()) as { names: string[] };
    if (folder.names.length === 0) return sftp.status(id, STATUS_CODE.EOF);
    const attrs = { mode: 0o100600, size: 0, uid: 0, gid: 0, atime: 0, mtime: 0 };
    sftp.name(
      id,
      folder.names.splice(0).map((filename) => ({ filename, longname: filename, attrs })),
    );
  });
  sftp.on('RENAME', (id, from, to) =>
    answering(id, async () => {
      await rename(placed(from), placed(to));
      sftp.status(id, STATUS_CODE.OK);
    }),
  );
  for (const event of ['STAT', 'LSTAT'] as const) {
    sftp.on(event, (id: number, path: string) =>
      answering(id, async () => sftp.attrs(id, await attributes(placed(path)))),
    );
  }
  sftp.on('FSTAT', (id, handle) =>
    answering(id, async () => {
      const { mode, size, uid, gid } = await fileOf(handle).stat();
      sftp.attrs(id, { mode, size, uid, gid, atime: 0, mtime: 0 });
    }),
  );
}
