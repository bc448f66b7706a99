// pdfmake with the Chinese faces that come along. Only files given here are read; nothing is fetched.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

export const FACE = 'NotoSansSC';
const FACES = {
  normal: '400Regular/NotoSansSC_400Regular.ttf',
  bold: '600SemiBold/NotoSansSC_600SemiBold.ttf',
} as const;

/** pdfmake's own store of files, which its types leave out. */
type WithFiles = { readonly virtualfs: { writeFileSync(name: string, content: Buffer): void } };

let prepared: Promise<void> | null = null;

/** The faces are 10 MB each: read once a process, when the first PDF is asked for. */
async function prepare(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const { virtualfs } = pdfmake as unknown as WithFiles;
  for (const face of Object.values(FACES)) {
    virtualfs.writeFileSync(
      face,
      await readFile(resolve(`@expo-google-fonts/noto-sans-sc/${face}`)),
    );
  }
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  // No slanted face: Chinese has none.
  pdfmake.setFonts({ [FACE]: { ...FACES, italics: FACES.normal, bolditalics: FACES.bold } });
}

export async function printPdf(definition: TDocumentDefinitions): Promise<Buffer> {
  prepared ??= prepare();
  await prepared;
  return pdfmake.createPdf(definition).getBuffer();
}
