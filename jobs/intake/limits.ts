/** What intake is ready to take; a file beyond it is refused with a sentence that names the limit. */
export type IntakeLimits = {
  readonly fileBytes: number;
  /** Rows of the file, blank ones counted. */
  readonly rows: number;
  /** Columns of a worksheet. */
  readonly columns: number;
  /** UTF-16 units of one CSV row; longer means a quotation mark was not closed. */
  readonly rowCharacters: number;
  /** Unpacked bytes of a workbook's sheet. */
  readonly sheetBytes: number;
  /** Unpacked bytes of a workbook's shared strings, the one part that must be held in memory. */
  readonly sharedStringBytes: number;
  readonly personsAHousehold: number;
  /** Rows of households that have to be mended in the second pass, held in memory. */
  readonly mendedRows: number;
  /** Households handed to the sink at once. */
  readonly householdsABlock: number;
};

const MEBIBYTE = 1024 * 1024;

export const INTAKE_LIMITS: IntakeLimits = {
  fileBytes: 512 * MEBIBYTE,
  rows: 5_000_000,
  columns: 500,
  rowCharacters: MEBIBYTE,
  sheetBytes: 2048 * MEBIBYTE,
  sharedStringBytes: 256 * MEBIBYTE,
  personsAHousehold: 50,
  mendedRows: 50_000,
  householdsABlock: 500,
};
