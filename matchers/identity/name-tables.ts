// The reviewed tables by which two writings of one name are recognised. Never similarity: 喆 and 哲 are two
// people, however alike they look. A pair enters these tables only when a person has looked at it.

/**
 * What stands between the parts of a name instead of the interpunct · (U+00B7) that 民委发〔2016〕33号 requires:
 * ∙ 2219, • 2022, ・ 30FB, ‧ 2027, ● 25CF, ． FF0E, full stop, half-width ･ FF65. NFKC does not unify them.
 */
export const INTERPUNCTS: ReadonlySet<string> = new Set('·∙•・‧●．.･');

/** Old or traditional writings beside today's, as they occur in registers typed before 2000. */
const VARIANT_PAIRS =
  '呂吕 葉叶 戶户 黃黄 吳吴 陳陈 劉刘 張张 楊杨 趙赵 孫孙 馬马 鄭郑 謝谢 許许 韓韩 馮冯 蕭萧 鄧邓 羅罗 ' +
  '蔣蒋 賈贾 鄒邹 陸陆 閻阎 龍龙 萬万 錢钱 嚴严 賴赖 龔龚 湯汤 喬乔 賀贺 顧顾 譚谭 範范 鍾钟 盧卢 蘇苏 ' +
  '國国 華华 麗丽 蘭兰 鳳凤 軍军 偉伟 強强 衛卫 榮荣 東东 慶庆 寶宝 貴贵 長长 愛爱 峯峰 羣群 淸清 靑青 ' +
  '眞真 髙高 鎭镇 郞郎 內内 黒黑 説说 吿告 綠绿 溫温 敎教 啓启 啟启 彥彦 産产';

/** The older writing → today's. */
export const VARIANTS: ReadonlyMap<string, string> = new Map(
  VARIANT_PAIRS.split(' ').map((pair) => {
    const [older = '', today = ''] = Array.from(pair);
    return [older, today] as const;
  }),
);

/**
 * Private-use code points under which GBK and GB 18030 before 2022 wrote characters that have their own today:
 * GB 18030-2022 gave the last of them their place. 䶮 (U+4DAE) was E863 in GBK.
 */
export const MOVED_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['\uE81E', '\u9FB4'],
  ['\uE826', '\u9FB5'],
  ['\uE82B', '\u9FB6'],
  ['\uE82C', '\u9FB7'],
  ['\uE832', '\u9FB8'],
  ['\uE843', '\u9FB9'],
  ['\uE854', '\u9FBA'],
  ['\uE864', '\u9FBB'],
  ['\uE863', '\u4DAE'],
]);

/**
 * What old systems write for a character they lack: ? (GBK), 〓 (geta), □, the replacement character. Several
 * may stand for one character, since GB 18030 writes it in four bytes.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set('?〓□\uFFFD');

/** A placeholder, or a private-use character: those moved into the standard with GB 18030-2022. */
export function isPlaceholder(character: string): boolean {
  if (PLACEHOLDERS.has(character)) return true;
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
}

/** A character that GBK cannot write, so that an old system may have lost it: extension A, after 9FA5, beyond the BMP. */
export function isRare(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x9fa6 && code <= 0x9fff) || code >= 0x20000
  );
}
