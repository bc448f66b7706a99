// What intake says about a batch file and its rows: what is wrong, and how to mend it. `{…}` places are
// filled in; `{column}` is the column's header in the sentence's language. docs/batch-file.md explains each code.

import type { ErrorCode, Said } from '../../domain/errors.ts';

/** Why a row could not be taken. */
export const REJECTION_SENTENCES = {
  'household-ref-missing': {
    zh: '户编号为空。请填写户编号；如使用了合并单元格，请取消合并并逐行填写。',
    en: 'The household number is empty. Fill it in; unmerge merged cells and fill in every row.',
  },
  'household-ref-mangled': {
    zh: '户编号被 Excel 改成了科学计数法，原号码已丢失。请将该列设为“文本”格式后重新填写。',
    en: 'Excel has turned the household number into scientific notation and lost it. Format the column as text and enter it again.',
  },
  'row-too-many-cells': {
    zh: '本行的单元格比表头多，列可能已错位。请检查多余的分隔符，含逗号的内容须加英文双引号。',
    en: 'The row has more cells than the header, so its columns may have shifted. Look for a stray separator; put quotation marks round text that holds a comma.',
  },
  'row-quotes': {
    zh: '本行的双引号不成对，其后的内容可能被并入本行。请补全或删除双引号。',
    en: 'The row has an unpaired quotation mark, which may have swallowed what follows it. Close the quotation mark or remove it.',
  },
  'cell-missing': {
    zh: '{column}为空。请填写。',
    en: '{column} is empty. Fill it in.',
  },
  'cell-too-long': {
    zh: '{column}超过 {limit} 个字符。请缩短。',
    en: '{column} is longer than {limit} characters. Shorten it.',
  },
  'word-unknown': {
    zh: '{column}的内容无法识别。请填写：{allowed}。',
    en: '{column} holds a word that is not known. Write one of: {allowed}.',
  },
  'relation-unknown': {
    zh: '与申请人关系无法识别。请填写 GB/T 4761 的代码或名称，例如 10 配偶、20 子、30 女。',
    en: 'The relation to the applicant is not known. Write a code or word of GB/T 4761, such as 10 spouse, 20 son, 30 daughter.',
  },
  'relation-of-applicant': {
    zh: '本行是申请人，与申请人关系应为“本人”或留空。请更正关系或角色。',
    en: 'This row is the applicant, whose relation must be "self" or empty. Correct the relation or the role.',
  },
  'relation-self': {
    zh: '本行不是申请人，与申请人关系却为“本人”。请更正关系或角色。',
    en: 'This row is not the applicant, yet its relation is "self". Correct the relation or the role.',
  },
  'name-characters': {
    zh: '姓名含有不属于姓名的字符（如 ?、*、=、□、换行），可能在转换时已损坏。请按身份证件重新填写。',
    en: 'The name holds characters that no name has (such as ?, *, =, □ or a line break); it may have been damaged in conversion. Enter it again from the identity document.',
  },
  'id-missing': {
    zh: '身份证号码为空。请填写；尚无号码的未成年人须填写出生日期，并由监护人签署授权。',
    en: 'The ID number is empty. Fill it in; for a minor who has none yet, give the birth date and an authorisation signed by the guardian.',
  },
  'id-missing-adult': {
    zh: '只有未满 18 周岁的人员可以没有身份证号码。请填写身份证号码或更正出生日期。',
    en: 'Only a person under 18 may have no ID number. Fill in the ID number or correct the birth date.',
  },
  'id-missing-guardian': {
    zh: '没有身份证号码的未成年人，授权须由监护人签署。请将签署人改为监护人并附其签署的授权书。',
    en: 'For a minor without an ID number the guardian must sign the authorisation. Obtain the guardian’s signature and set the signer to guardian.',
  },
  'id-mangled': {
    zh: '身份证号码被 Excel 改成了数字，末几位已丢失。请将该列设为“文本”格式后重新填写。',
    en: 'Excel has turned the ID number into a number and lost its last digits. Format the column as text and enter it again.',
  },
  'id-length': {
    zh: '身份证号码不是 18 位或 15 位。请对照证件更正。',
    en: 'The ID number has neither 18 nor 15 digits. Correct it from the identity document.',
  },
  'id-characters': {
    zh: '身份证号码含有数字以外的字符（仅末位可为 X）。请对照证件更正。',
    en: 'The ID number holds characters other than digits (only the last may be X). Correct it from the identity document.',
  },
  'id-region': {
    zh: '身份证号码的前两位不是省级代码。请对照证件更正。',
    en: 'The ID number does not begin with the code of a province. Correct it from the identity document.',
  },
  'id-birth-date': {
    zh: '身份证号码中的出生日期不存在。请对照证件更正。',
    en: 'The ID number holds a birth date that does not exist. Correct it from the identity document.',
  },
  'id-check-digit': {
    zh: '身份证号码的校验位不符，至少有一位填错。请对照证件更正。',
    en: 'The check digit of the ID number is wrong, so at least one character is. Correct it from the identity document.',
  },
  'id-born-later': {
    zh: '身份证号码中的出生日期晚于核对日期。请对照证件更正。',
    en: 'The birth date in the ID number is after the verification date. Correct it from the identity document.',
  },
  'birth-date-contradicts-id': {
    zh: '出生日期与身份证号码不一致。请更正其一，或将出生日期留空。',
    en: 'The birth date is not the one in the ID number. Correct one of them, or leave the birth date empty.',
  },
  'birth-date-later': {
    zh: '出生日期晚于核对日期。请更正。',
    en: 'The birth date is after the verification date. Correct it.',
  },
  'date-unreadable': {
    zh: '{column}不是有效日期。请按 2026-07-01 或 20260701 的形式填写。',
    en: '{column} is not a date that exists. Write it as 2026-07-01 or 20260701.',
  },
  'region-unreadable': {
    zh: '行政区划代码应为 6、9 或 12 位数字（GB/T 2260）。请更正。',
    en: 'The region code must have 6, 9 or 12 digits (GB/T 2260). Correct it.',
  },
  'authorisation-missing': {
    zh: '缺少授权：{column}为空。没有授权的人员不得查询，请补充签署的授权书信息。',
    en: 'The authorisation is incomplete: {column} is empty. Nobody may be looked up without one; add it from the signed form.',
  },
  'authorisation-order': {
    zh: '授权截止早于授权起始。请更正其一。',
    en: 'The authorisation ends before it begins. Correct one of the dates.',
  },
  'authorisation-expired': {
    zh: '授权在核对日期之前已经截止。请取得新的授权书。',
    en: 'The authorisation ended before the verification date. Obtain a new one.',
  },
  'authorisation-not-begun': {
    zh: '授权在核对日期之后才开始。请更正日期，或在授权生效后再提交。',
    en: 'The authorisation begins after the verification date. Correct the date, or submit once it is in force.',
  },
  'authorisation-guardian': {
    zh: '未成年人的授权须由监护人签署（《民法典》第十九条、第二十条）。请更正签署人。',
    en: 'For a minor the guardian must sign the authorisation (Civil Code, articles 19 and 20). Correct the signer.',
  },
  'authorisation-departments': {
    zh: '{column}中有无法识别的部门。请用部门名称填写，以顿号分隔；留空表示全部。',
    en: '{column} names a department that is not known. Write the departments’ names, separated by commas; empty means all.',
  },
  'amount-unreadable': {
    zh: '{column}不是金额。请以元为单位填写数字，最多两位小数。',
    en: '{column} is not an amount. Write a number of yuan with at most two decimals.',
  },
  'amount-negative': {
    zh: '{column}为负数。请填写 0 或正数。',
    en: '{column} is negative. Write 0 or more.',
  },
  'amount-too-large': {
    zh: '{column}超过 1 亿元。请检查单位是否为元。',
    en: '{column} is over 100 million yuan. Check that it is in yuan.',
  },
  'count-unreadable': {
    zh: '{column}应为 0 至 99 的整数。请更正；未申报请留空。',
    en: '{column} must be a whole number from 0 to 99. Correct it; leave it empty if nothing was declared.',
  },
  'household-without-applicant': {
    zh: '本户没有申请人。请将其中一人的角色改为申请人，或补充申请人一行。',
    en: 'The household has no applicant. Set the role of one person to applicant, or add the applicant’s row.',
  },
  'household-with-two-applicants': {
    zh: '本户有一个以上申请人。请只保留一个申请人，或更正户编号。',
    en: 'The household has more than one applicant. Keep one, or correct the household number.',
  },
  'household-with-two-spouses': {
    zh: '本户有一个以上配偶。请更正与申请人关系。',
    en: 'The household has more than one spouse. Correct the relation to the applicant.',
  },
  'household-too-large': {
    zh: '同一户编号超过 {limit} 人。请检查户编号是否重复使用。',
    en: 'More than {limit} persons have this household number. Check whether it was used for several households.',
  },
  'person-twice': {
    zh: '同一人在本户中出现两次。请删除重复的一行。',
    en: 'The same person stands twice in this household. Remove one of the rows.',
  },
  'person-in-two-households': {
    zh: '同一人在本文件的另一户（户编号 {other}）中也是申请人或共同生活成员。请更正其中一户。',
    en: 'The same person also lives in another household of this file (number {other}). Correct one of the two.',
  },
  'person-in-open-batch': {
    zh: '此人正在批次 {batch} 中核对。请等待该批次办结，或从本文件删除该户。',
    en: 'This person is already being verified in batch {batch}. Wait until it is finished, or take the household out of this file.',
  },
  'rows-not-together': {
    zh: '同户各行分散在文件各处或与他户人员重复，数量过多，无法合并。请按户编号排序后重新提交。',
    en: 'Too many households have their rows apart or share persons. Sort the file by household number and submit it again.',
  },
  'household-held-back': {
    zh: '本行没有问题；因同户其他行被退回，整户一并退回。更正其他行后请连同本行重新提交。',
    en: 'Nothing is wrong with this row; the household waits because another of its rows was rejected. Submit it again together with the corrected rows.',
  },
} as const satisfies Record<string, Said>;

export type RejectionCode = keyof typeof REJECTION_SENTENCES;

/** Why a file as a whole could not be taken. */
export const FILE_SENTENCES = {
  'not-found': {
    error: 'FILE_NOT_READABLE',
    zh: '文件打不开（{cause}）。请检查路径和读取权限。',
    en: 'The file cannot be opened ({cause}). Check the path and the permission to read it.',
  },
  'not-a-file': {
    error: 'FILE_NOT_READABLE',
    zh: '给出的是文件夹或特殊文件。请给出 CSV 或 XLSX 文件。',
    en: 'That is a folder or a special file. Give a CSV or XLSX file.',
  },
  'too-big': {
    error: 'FILE_NOT_READABLE',
    zh: '文件有 {megabytes} MB，超过上限 {limit} MB。请拆分后分别提交。',
    en: 'The file has {megabytes} MB, more than the limit of {limit} MB. Split it and submit the parts.',
  },
  'encoding-unknown': {
    error: 'FILE_NOT_READABLE',
    zh: '文字编码既不是 UTF-8 也不是 GB18030。请在 Excel 中另存为“CSV UTF-8”或 XLSX。',
    en: 'The text is neither UTF-8 nor GB18030. Save it in Excel as "CSV UTF-8" or XLSX.',
  },
  'encoding-broken': {
    error: 'FILE_NOT_READABLE',
    zh: '文件开头是 {encoding} 编码，后面（约第 {megabytes} MB 处）却不是，可能已损坏或由不同文件拼接。请在 Excel 中另存为“CSV UTF-8”或 XLSX。',
    en: 'The file begins as {encoding} but does not go on so (near megabyte {megabytes}); it may be damaged or pasted together. Save it in Excel as "CSV UTF-8" or XLSX.',
  },
  empty: {
    error: 'FILE_NOT_A_BATCH',
    zh: '文件是空的。请提交含表头和人员行的 CSV 或 XLSX 文件。',
    en: 'The file is empty. Submit a CSV or XLSX file with a header and a row for each person.',
  },
  'no-rows': {
    error: 'FILE_NOT_A_BATCH',
    zh: '文件只有表头，没有人员行。请每人填写一行。',
    en: 'The file has a header but no rows. Add a row for each person.',
  },
  'no-header': {
    error: 'FILE_NOT_A_BATCH',
    zh: '首行有 {cells} 个单元格，没有一个是已知的列名。首行须为表头，例如：{columns}。',
    en: 'The first row has {cells} cells, none of them the name of a known column. The first row must be the header, such as: {columns}.',
  },
  'columns-missing': {
    error: 'FILE_NOT_A_BATCH',
    zh: '表头缺少必需的列：{columns}。请补充后重新提交。',
    en: 'The header lacks columns that are needed: {columns}. Add them and submit again.',
  },
  'columns-twice': {
    error: 'FILE_NOT_A_BATCH',
    zh: '表头中有重复的列：{columns}。每列请只保留一个。',
    en: 'The header names columns more than once: {columns}. Keep one of each.',
  },
  'other-format': {
    error: 'FILE_NOT_A_BATCH',
    zh: '这是{seen}，不是批次文件。请提交 CSV 或 XLSX 文件。',
    en: 'This is {seen}, not a batch file. Submit a CSV or XLSX file.',
  },
  'wrong-extension': {
    error: 'FILE_NOT_A_BATCH',
    zh: '扩展名是 {extension}，内容却是{seen}。请用正确的扩展名，或在 Excel 中重新另存。',
    en: 'The name ends in {extension}, but the content is {seen}. Rename the file, or save it again in Excel.',
  },
  'row-too-long': {
    error: 'FILE_NOT_A_BATCH',
    zh: '第 {row} 行过长，可能有未闭合的双引号。请补全或删除该双引号。',
    en: 'Row {row} does not come to an end; a quotation mark is probably not closed. Close it or remove it.',
  },
  'too-many-rows': {
    error: 'FILE_NOT_A_BATCH',
    zh: '文件超过 {limit} 行。请拆分后分别提交。',
    en: 'The file has more than {limit} rows. Split it and submit the parts.',
  },
  'workbook-broken': {
    error: 'FILE_NOT_A_BATCH',
    zh: 'Excel 工作簿已损坏或不完整（{part}）。请在 Excel 中打开并另存为 XLSX。',
    en: 'The Excel workbook is damaged or incomplete ({part}). Open it in Excel and save it as XLSX again.',
  },
  'workbook-too-large': {
    error: 'FILE_NOT_A_BATCH',
    zh: '工作簿解压后过大（{part} 超过 {limit}）。请删除多余的工作表和格式，或另存为 CSV。',
    en: 'The workbook is too large when unpacked ({part} over {limit}). Remove spare sheets and formatting, or save it as CSV.',
  },
} as const satisfies Record<string, Said & { error: ErrorCode }>;

export type FileFaultCode = keyof typeof FILE_SENTENCES;

/** What a file turned out to be. */
export const SEEN_FORMATS = {
  text: { zh: '文本', en: 'text' },
  zip: { zh: 'ZIP 压缩包', en: 'a ZIP archive' },
  workbook: { zh: 'Excel 工作簿', en: 'an Excel workbook' },
  'old-workbook': {
    zh: '旧版 Excel（.xls）或加密的工作簿',
    en: 'an old (.xls) or password-protected Excel workbook',
  },
  pdf: { zh: 'PDF 文档', en: 'a PDF document' },
  markup: { zh: '网页或 XML', en: 'a web page or XML' },
  image: { zh: '图片', en: 'a picture' },
  binary: { zh: '二进制数据', en: 'binary data' },
} as const satisfies Record<string, Said>;
export type SeenFormat = keyof typeof SEEN_FORMATS;
