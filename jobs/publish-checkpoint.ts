// Checkpoints of the ledger to a place outside: a folder on another machine, or an address. Whoever holds them sees when
// the past was rewritten or put back. What does not go on from what was published before is not published, and said.

import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { instant } from '../domain/calendar.ts';
import { HeduiError } from '../domain/errors.ts';
import { continues, PUBLISHED, type Published } from '../store/ledger/proof-file.ts';
import type { Store } from '../store/store.ts';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

/** How often a worker looks whether there is something new. */
const EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;
/** That a checkpoint was published is an entry itself, which alone is no reason to publish the next. */
const OWN_ENTRY = 1;

export type PublishRoom = {
  readonly store: Pick<Store, 'ledger'>;
  /** A folder, or an address that takes PUT and gives back by GET what was put last at `/newest.json`. */
  readonly to: string;
  readonly actor: string;
};

/**
 * Publishes the newest checkpoint, unless it was.
 * @returns null when there is nothing new
 * @throws HeduiError LEDGER_REWRITTEN, PUBLISH_FAILED
 */
export async function publishCheckpoint(room: PublishRoom): Promise<Published | null> {
  const { ledger } = room.store;
  const place = placeAt(room.to);
  const before = await place.newest();
  await ledger.sequence();
  const next = await ledger.publishable(before?.checkpoint ?? null);
  if (next === null) return null;
  if (before !== null && !continues(next, before.checkpoint)) throw rewritten(room.to);
  const { size } = next.checkpoint;
  if (before !== null && size <= before.checkpoint.size + OWN_ENTRY) return null;
  await place.put(next);
  const deed = { at: instant(new Date()), actor: room.actor, kind: 'published' as const };
  await ledger.note([{ ...deed, subject: String(size), purpose: null, content: next }]);
  return next;
}

/** Of every worker; each finds what another has published, and has nothing to do. */
export function keepPublishing(room: PublishRoom, onError: TurnTerms['onError']): Turns {
  return inTurns(() => publishCheckpoint(room), { everyMs: EVERY_MS, onError, atOnce: true });
}

/** Every checkpoint in a folder, or the newest at an address. @throws HeduiError PUBLISH_FAILED */
export async function publishedAt(to: string): Promise<Published[]> {
  if (isAddress(to)) {
    const newest = await newestPublished(to);
    return newest === null ? [] : [newest];
  }
  const names = await checkpointFiles(to);
  return Promise.all(names.map((name) => readPublished(join(to, name))));
}

/** What was published last there; null when nothing was. @throws HeduiError PUBLISH_FAILED */
export function newestPublished(to: string): Promise<Published | null> {
  return placeAt(to).newest();
}

type Place = {
  newest(): Promise<Published | null>;
  put(published: Published): Promise<void>;
};

function isAddress(to: string): boolean {
  return /^https?:\/\//.test(to);
}

function placeAt(to: string): Place {
  return isAddress(to) ? address(to.replace(/\/$/, '')) : folder(to);
}

function folder(to: string): Place {
  return {
    async newest() {
      const last = (await checkpointFiles(to)).at(-1);
      return last === undefined ? null : readPublished(join(to, last));
    },
    async put(published) {
      await mkdir(to, { recursive: true });
      const file = join(to, fileName(published));
      const handle = await open(`${file}.part`, 'w');
      try {
        await handle.writeFile(textOf(published));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.part`, file);
    },
  };
}

function address(base: string): Place {
  const send = async (path: string, body?: string) => {
    try {
      const answer = await request(`${base}/${path}`, {
        method: body === undefined ? 'GET' : 'PUT',
        ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
        headersTimeout: ANSWER_WITHIN_MS,
        bodyTimeout: ANSWER_WITHIN_MS,
      });
      const text = await answer.body.text();
      if (answer.statusCode === 404 && body === undefined) return null;
      if (answer.statusCode >= 300) throw new TypeError(`status ${answer.statusCode}`);
      return text;
    } catch (cause) {
      throw publishFailed(base, cause);
    }
  };
  return {
    async newest() {
      const text = await send('newest.json');
      return text === null ? null : parsePublished(text, base);
    },
    async put(published) {
      await send(fileName(published), textOf(published));
      await send('newest.json', textOf(published));
    },
  };
}

/** In the order of their sizes. */
async function checkpointFiles(to: string): Promise<string[]> {
  try {
    const names = await readdir(to);
    return names.filter((name) => /^checkpoint-\d{12}\.json$/.test(name)).toSorted();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw publishFailed(to, cause);
  }
}

function fileName({ checkpoint }: Published): string {
  return `checkpoint-${String(checkpoint.size).padStart(12, '0')}.json`;
}

function textOf(published: Published): string {
  return `${JSON.stringify(published, null, 2)}\n`;
}

async function readPublished(file: string): Promise<Published> {
  return parsePublished(await readFile(file, 'utf8'), file);
}

function parsePublished(text: string, source: string): Published {
  try {
    return PUBLISHED.parse(JSON.parse(text));
  } catch (cause) {
    throw publishFailed(source, cause);
  }
}

function publishFailed(to: string, cause: unknown): HeduiError {
  return new HeduiError(
    'PUBLISH_FAILED',
    {
      zh: `无法读写检查点的外部存放处 ${to}。请检查目录权限或地址。`,
      en: `Checkpoints cannot be read from or written to ${to}. Check the folder's rights or the address.`,
    },
    { cause, retryable: true },
  );
}

function rewritten(to: string): HeduiError {
  return new HeduiError('LEDGER_REWRITTEN', {
    zh: `审计账不是 ${to} 中已公布检查点的延续：历史记录被改写，或数据库被退回到较早的状态。请停止使用并运行 hedui audit verify --published ${to}。`,
    en: `The ledger does not go on from the checkpoint published at ${to}: its past was rewritten, or the database was put back. Stop, and run hedui audit verify --published ${to}.`,
  });
}
