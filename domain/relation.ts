// Family relations, GB/T 4761-2008. Forms write a code or a word; we keep the code.

/** Two digits of GB/T 4761, read from the applicant: what this person is to the applicant. */
export type RelationCode = string & { readonly __unit: 'relation' };

/** Each code with the words that forms use for it; the first Chinese and the first English word are printed. */
const RELATIONS: Record<string, readonly string[]> = {
  '01': ['本人', 'self', 'applicant'],
  '02': ['户主', 'head of household', 'head'],
  '10': ['配偶', 'spouse'],
  '11': ['夫', 'husband', '丈夫'],
  '12': ['妻', 'wife', '妻子'],
  '20': ['子', 'son', '儿子'],
  '21': ['独生子', 'only son'],
  '22': ['长子', 'eldest son'],
  '23': ['次子', 'second son'],
  '24': ['三子', 'third son'],
  '25': ['四子', 'fourth son'],
  '26': ['五子', 'fifth son'],
  '27': ['养子或继子', 'adopted or step-son', '养子', '继子'],
  '28': ['女婿', 'son-in-law'],
  '29': ['其他儿子', 'other son'],
  '30': ['女', 'daughter', '女儿'],
  '31': ['独生女', 'only daughter'],
  '32': ['长女', 'eldest daughter'],
  '33': ['次女', 'second daughter'],
  '34': ['三女', 'third daughter'],
  '35': ['四女', 'fourth daughter'],
  '36': ['五女', 'fifth daughter'],
  '37': ['养女或继女', 'adopted or step-daughter', '养女', '继女'],
  '38': ['儿媳', 'daughter-in-law'],
  '39': ['其他女儿', 'other daughter'],
  '40': ['孙子、孙女或外孙子、外孙女', 'grandchild', '孙辈'],
  '41': ['孙子', 'grandson'],
  '42': ['孙女', 'granddaughter'],
  '43': ['外孙子', "daughter's son"],
  '44': ['外孙女', "daughter's daughter"],
  '50': ['父母', 'parent'],
  '51': ['父亲', 'father', '父'],
  '52': ['母亲', 'mother', '母'],
  '53': ['公公', "husband's father"],
  '54': ['婆婆', "husband's mother"],
  '55': ['岳父', "wife's father"],
  '56': ['岳母', "wife's mother"],
  '57': ['继父或养父', 'step-father'],
  '58': ['继母或养母', 'step-mother'],
  '60': ['祖父母或外祖父母', 'grandparent', '祖辈'],
  '61': ['祖父', 'paternal grandfather', '爷爷'],
  '62': ['祖母', 'paternal grandmother', '奶奶'],
  '63': ['外祖父', 'maternal grandfather'],
  '64': ['外祖母', 'maternal grandmother'],
  '70': ['兄弟姐妹', 'sibling'],
  '71': ['兄', 'elder brother', '哥哥'],
  '73': ['弟', 'younger brother', '弟弟'],
  '75': ['姐姐', 'elder sister', '姐'],
  '77': ['妹妹', 'younger sister', '妹'],
  '97': ['其他亲属', 'other relative'],
  '99': ['非亲属', 'not related'],
};

const CODE_BY_WORD = new Map<string, RelationCode>(
  Object.entries(RELATIONS).flatMap(([code, words]) =>
    [code, ...words].map((word) => [word, code as RelationCode] as const),
  ),
);

/** Reads a GB/T 4761 code (`10`, `1` for `01`) or a word (`配偶`, `spouse`). @returns null when it is neither. */
export function parseRelation(text: string): RelationCode | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return CODE_BY_WORD.get(/^\d$/.test(plain) ? `0${plain}` : plain) ?? null;
}

/** The printed word of a relation. */
export function relationText(code: RelationCode, language: 'zh-CN' | 'en'): string {
  const words = RELATIONS[code] ?? [code];
  return (language === 'zh-CN' ? words[0] : words[1]) ?? code;
}

export const APPLICANT_ITSELF = '01' as RelationCode;

/** Spouse, husband, wife. */
export function isSpouse(code: RelationCode): boolean {
  return code === '10' || code === '11' || code === '12';
}

/** Son or daughter, own, adopted or step; not the child's spouse. */
export function isChild(code: RelationCode): boolean {
  return (code.startsWith('2') || code.startsWith('3')) && code !== '28' && code !== '38';
}
