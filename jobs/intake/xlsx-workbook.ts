// What must be known of a workbook before its sheet can be read: which sheet is the first visible one, the
// shared strings, which cell styles show a number as a date.

import { fileFault } from './faults.ts';
import type { IntakeLimits } from './limits.ts';
import { type StringTable, stringTable } from './string-table.ts';
import { attribute, XmlFault, type XmlVisitor, xmlScanner } from './xml-scanner.ts';
import { type ZipEntry, zipEntries, zipText } from './zip-entries.ts';

export type Workbook = {
  readonly sheet: ZipEntry;
  readonly sharedStrings: Pick<StringTable, 'get'>;
  /** Cell styles, by index, that show a number as a date. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904-01-01, as old Excel for Macintosh did. */
  readonly from1904: boolean;
};

const SMALL_PART_BYTES = 16 * 1024 * 1024;

/** @throws HeduiError when the archive is no workbook, or is damaged. */
export async function readWorkbook(path: string, limits: IntakeLimits): Promise<Workbook> {
  const entries = await zipEntries(path);
  const part = (name: string) => entries.get(name);
  const workbook = part('xl/workbook.xml');
  if (workbook === undefined) throw fileFault('workbook-broken', { part: 'xl/workbook.xml' });
  const { relation, from1904 } = await readSheetList(path, workbook);
  const target = await readTarget(path, part('xl/_rels/workbook.xml.rels'), relation);
  const sheet = part(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  if (sheet === undefined) throw fileFault('workbook-broken', { part: 'worksheet' });
  return {
    sheet,
    sharedStrings: await readSharedStrings(path, part('xl/sharedStrings.xml'), limits),
    dateStyles: await readDateStyles(path, part('xl/styles.xml')),
    from1904,
  };
}

/** Scans one part; a missing part has nothing in it. */
export async function scanPart(
  path: string,
  entry: ZipEntry | undefined,
  maxBytes: number,
  visitor: Partial<XmlVisitor>,
): Promise<void> {
  if (entry === undefined) return;
  const scan = xmlScanner({ open() {}, close() {}, text() {}, ...visitor });
  for await (const text of zipText(path, entry, maxBytes)) scanChunk(scan, text, entry);
}

export function scanChunk(scan: (chunk: string) => void, text: string, entry: ZipEntry): void {
  try {
    scan(text);
  } catch (error) {
    throw error instanceof XmlFault
      ? fileFault('workbook-broken', { part: entry.name }, error)
      : error;
  }
}

async function readSheetList(path: string, workbook: ZipEntry) {
  let relation: string | null = null;
  let from1904 = false;
  await scanPart(path, workbook, SMALL_PART_BYTES, {
    open(tag, attributes) {
      if (tag === 'workbookPr')
        from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      const isVisible = (attribute(attributes, 'state') ?? 'visible') === 'visible';
      if (tag === 'sheet' && isVisible) relation ??= attribute(attributes, 'id');
    },
  });
  return { relation: relation ?? '', from1904 };
}

async function readTarget(
  path: string,
  relations: ZipEntry | undefined,
  relation: string,
): Promise<string> {
  let target = '';
  await scanPart(path, relations, SMALL_PART_BYTES, {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attribute(attributes, 'Id') !== relation) return;
      target = attribute(attributes, 'Target') ?? '';
    },
  });
  return target;
}

/** A string may be cut into runs of different looks; phonetic guides (`rPh`) are not part of it. */
async function readSharedStrings(path: string, entry: ZipEntry | undefined, limits: IntakeLimits) {
  const strings = stringTable();
  let current = '';
  let isText = false;
  let isPhonetic = false;
  await scanPart(path, entry, limits.sharedStringBytes, {
    open(tag) {
      if (tag === 'si') current = '';
      if (tag === 'rPh') isPhonetic = true;
      isText = tag === 't' && !isPhonetic;
    },
    text(text) {
      if (isText) current += text;
    },
    close(tag) {
      isText = false;
      if (tag === 'rPh') isPhonetic = false;
      if (tag === 'si') strings.add(plainString(current));
    },
  });
  return strings;
}

/** Excel writes control characters as `_x000D_`; none of them belongs into a cell. */
export function plainString(text: string): string {
  return text.includes('_x') ? text.replace(/_x00[01][0-9A-Fa-f]_/g, ' ') : text;
}

/** Number formats of ECMA-376 §18.8.30 that show a date, those of East Asia among them. */
const DATE_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
]);

async function readDateStyles(path: string, entry: ZipEntry | undefined) {
  const dateFormats = new Set(DATE_FORMATS);
  const dateStyles = new Set<number>();
  let isCellFormats = false;
  let style = 0;
  await scanPart(path, entry, SMALL_PART_BYTES, {
    open(tag, attributes) {
      if (tag === 'cellXfs') isCellFormats = true;
      const format = Number(attribute(attributes, 'numFmtId'));
      if (tag === 'numFmt' && isDatePattern(attribute(attributes, 'formatCode') ?? '')) {
        dateFormats.add(format);
      }
      if (tag === 'xf' && isCellFormats) {
        if (dateFormats.has(format)) dateStyles.add(style);
        style++;
      }
    },
    close(tag) {
      if (tag === 'cellXfs') isCellFormats = false;
    },
  });
  return dateStyles;
}

/** `yyyy"年"m"月"d"日"`: a year or a day outside quotes and brackets. */
function isDatePattern(pattern: string): boolean {
  return /[yd]/i.test(pattern.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}
