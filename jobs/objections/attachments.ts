// Proofs that a household brings: scans and documents, known by their first bytes, never by what they are called.

import { HeduiError } from '../../domain/errors.ts';
import type { Attachment } from '../../domain/objection.ts';

export const LARGEST_ATTACHMENT_BYTES = 10 * 1024 * 1024;
export const MOST_ATTACHMENTS = 10;
/** Of one objection. */
export const ATTACHMENTS_TOGETHER_BYTES = 20 * 1024 * 1024;
const LONGEST_NAME = 200;

const SIGNATURES: readonly (readonly [Attachment['mediaType'], readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

export type GivenFile = { readonly name: string; readonly content: Buffer };
export type CheckedFile = GivenFile & { readonly mediaType: Attachment['mediaType'] };

/** @throws HeduiError ATTACHMENT_REFUSED naming the file and what is wrong with it */
export function checkAttachments(files: readonly GivenFile[]): CheckedFile[] {
  if (files.length > MOST_ATTACHMENTS) {
    throw refused(`最多 ${MOST_ATTACHMENTS} 个附件`, `at most ${MOST_ATTACHMENTS} files`);
  }
  return files.map(({ name, content }, place) => {
    // Its own name may be a person's: it is called by its place.
    const which = { zh: `第 ${place + 1} 个附件`, en: `file ${place + 1}` };
    if (content.length === 0) throw refused(`${which.zh}为空`, `${which.en} is empty`);
    if (content.length > LARGEST_ATTACHMENT_BYTES) {
      throw refused(`${which.zh}超过 10 MB`, `${which.en} is larger than 10 MB`);
    }
    const known = SIGNATURES.find(([, bytes]) => bytes.every((byte, at) => content[at] === byte));
    if (!known) {
      throw refused(
        `${which.zh}不是 PDF、JPEG 或 PNG 文件`,
        `${which.en} is no PDF, JPEG or PNG file`,
      );
    }
    return { name: safeName(name), content, mediaType: known[0] };
  });
}

/** Without folders and control characters, cut to a length that every file system takes. */
function safeName(name: string): string {
  const bare = name.split(/[\\/]/).at(-1) ?? '';
  return Array.from(bare)
    .filter((character) => character >= ' ' && character !== '\u007f')
    .slice(0, LONGEST_NAME)
    .join('');
}

function refused(zh: string, en: string): HeduiError {
  return new HeduiError('ATTACHMENT_REFUSED', { zh: `${zh}。`, en: `${en}.` });
}
