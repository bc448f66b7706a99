import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { unopenable } from './file-format.ts';

/**
 * SHA-256 of the file's bytes, hex: the same file submitted twice is recognised by it.
 * @throws HeduiError FILE_NOT_READABLE
 */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw unopenable(error);
  }
  return hash.digest('hex');
}
