// Natural resources (自然资源): registered rights to real estate.

import { z } from 'zod';
import type { RealEstate } from '../../domain/evidence.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, squareMetres, text } from '../foreign-field.ts';

const YES_NO = { '1': true, '0': false } as const;

const realEstate = resource('land.real-estate', {
  idFields: ['zjh'],
  table: {
    name: 'bdc_qlr',
    recordedOn: 'djsj',
    refreshes: { name: 'qzk_gxjl', table: 'bm', asOf: 'jzrq' },
  },
  record: z
    .object({
      zjh: idNumber.required,
      qlr: text.optional,
      bdcdyh: text.optional,
      bdcqzh: text.optional,
      zl: text.optional,
      jzmj: squareMetres.optional,
      ghyt: text.optional,
      gyfs: code({ '0': 'sole', '1': 'joint', '2': 'shares', '3': 'other' } as const).optional,
      gyqk: text.optional,
      qszt: code({ '0': 'provisional', '1': 'current', '2': 'historic', '3': 'ended' } as const)
        .required,
      djsj: date.optional,
      sfdy: code<boolean>(YES_NO).optional,
      sfcf: code<boolean>(YES_NO).optional,
    })
    // Without any of the three, two homes could not be told apart.
    .refine((right) => right.bdcdyh ?? right.bdcqzh ?? right.zl, 'nothing names the property'),
  evidence: (records) =>
    records.map((right) => ({
      subject: { name: right.qlr, idNumber: right.zjh, sex: null, birthDate: null },
      sourceKey: `${unitNo(right)}/${right.bdcqzh ?? ''}`,
      facts: {
        kind: 'real-estate',
        unitNo: unitNo(right),
        certificateNo: right.bdcqzh,
        location: right.zl ?? '',
        areaM2x100: right.jzmj,
        use: plannedUse(right.ghyt),
        ownership: right.gyfs ?? 'other',
        share: shareIn(right.gyqk) ?? (right.gyfs === 'sole' ? { of: 1, in: 1 } : null),
        status: right.qszt,
        registeredOn: right.djsj,
        mortgaged: right.sfdy ?? false,
        seized: right.sfcf ?? false,
      },
    })),
});

/** Rights of before the unified registration (2015) may have no unit number. */
function unitNo(right: {
  bdcdyh: string | null;
  bdcqzh: string | null;
  zl: string | null;
}): string {
  return right.bdcdyh ?? right.bdcqzh ?? right.zl ?? '';
}

/** 规划用途. A right whose use nobody entered is taken for a home, which is what most of those old rows are. */
function plannedUse(use: string | null): RealEstate['use'] {
  if (use === null || (use.includes('住宅') && !use.includes('非住宅'))) return 'residential';
  return /车库|车位|储藏室/.test(use) ? 'ancillary' : 'non-residential';
}

/** A share as clerks type it: `50%`, `按份共有 1/2`, `三分之一`. @returns null when the text tells none. */
export function shareIn(typed: string | null): RealEstate['share'] {
  const plain = typed?.normalize('NFKC').replace(/\s/g, '') ?? '';
  const percent = /(\d{1,3})(?:\.(\d{1,4}))?%/.exec(plain);
  if (percent) {
    const decimals = percent[2] ?? '';
    return lowestTerms(Number(`${percent[1]}${decimals}`), 100 * 10 ** decimals.length);
  }
  const fraction = /(\d{1,6})[/⁄](\d{1,6})/.exec(plain);
  if (fraction) return lowestTerms(Number(fraction[1]), Number(fraction[2]));
  const words = /([二三四五六七八九十])分之([一二三四五六七八九])/.exec(plain);
  return words ? lowestTerms(digit(words[2]), digit(words[1])) : null;
}

function digit(character: string | undefined): number {
  return '〇一二三四五六七八九十'.indexOf(character ?? '〇');
}

function lowestTerms(of: number, whole: number): RealEstate['share'] {
  if (of < 1 || of > whole) return null;
  let [divisor, rest] = [whole, of];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return { of: of / divisor, in: whole / divisor };
}

export const land: Department = { id: 'land' as DepartmentId, resources: [realEstate] };
