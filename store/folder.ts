// The folder that hedui keeps its own things in (.hedui by default). A marker file says that it is ours, so
// that a mistyped setting never lets us write into somebody's documents.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeduiError } from '../domain/errors.ts';

const MARKER = 'hedui-folder.txt';
const MARKER_TEXT =
  '本文件夹由 hedui 使用，请勿手工修改。\nThis folder belongs to hedui; do not change it by hand.\n';

/**
 * Makes the folder ours: creates it when missing, marks it when empty. Everything that writes into it calls
 * this first.
 * @throws HeduiError STORE_FOLDER_FOREIGN when it holds things that are not ours, or cannot be written to.
 */
export async function claimFolder(folder: string): Promise<void> {
  try {
    // As root the server runs as another user, who must be able to pass through, though not to list.
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const names = await readdir(folder);
    if (names.includes(MARKER)) return;
    if (names.length > 0) throw foreignFolder(folder);
    await writeFile(join(folder, MARKER), MARKER_TEXT, { flag: 'wx', mode: 0o644 });
  } catch (error) {
    if (error instanceof HeduiError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    // Another process of ours marked the empty folder between our two steps.
    if (code === 'EEXIST' && (await readdir(folder)).includes(MARKER)) return;
    if (code === 'ENOSPC') throw diskFull(folder, error);
    throw unwritableFolder(folder, error);
  }
}

function foreignFolder(folder: string): HeduiError {
  return new HeduiError('STORE_FOLDER_FOREIGN', {
    zh: `文件夹 ${folder} 中已有其他文件，hedui 不会使用它。请改用空文件夹，或设置 DATABASE_URL。`,
    en: `${folder} holds files that are not hedui's. Name an empty folder, or set DATABASE_URL.`,
  });
}

function unwritableFolder(folder: string, cause: unknown): HeduiError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  return new HeduiError(
    'STORE_FOLDER_FOREIGN',
    {
      zh: `当前用户无法在 ${folder} 中写入（${code}）。请改用可写的文件夹，或以其所有者身份运行。`,
      en: `${folder} cannot be written to by this user (${code}). Name a folder that can, or run as its owner.`,
    },
    { cause },
  );
}

/** For whatever meets ENOSPC below the folder. */
export function diskFull(folder: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'STORE_DISK_FULL',
    {
      zh: `${folder} 所在磁盘空间不足，请清理后重试（至少需要 256 MB）。`,
      en: `The disk that holds ${folder} is full. Free at least 256 MB and try again.`,
    },
    { cause, retryable: true },
  );
}
