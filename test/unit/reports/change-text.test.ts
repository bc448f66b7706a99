// Changes in the household's words.

import { describe, expect, test } from '@jest/globals';
import { CHANGE_SENTENCES } from '../../../config/messages/changes.ts';
import { asCalendarDate, asMonth } from '../../../domain/calendar.ts';
import type { ChangeFigure } from '../../../domain/change.ts';
import { fen } from '../../../domain/money.ts';
import { changeSentence } from '../../../reports/change-text.ts';

const CAR: Record<string, ChangeFigure> = {
  on: { date: asCalendarDate('2026-05-02') },
  model: { text: '朗逸' },
  plate: { text: '鲁K22222' },
};

describe('a change as a sentence', () => {
  test('says what, when and of whom, in both languages', () => {
    const change = { kind: 'vehicle-registered', figures: CAR };
    expect(changeSentence(change, '王建国', 'zh-CN')).toBe(
      '王建国名下于2026年5月2日登记了一辆车：朗逸，号牌鲁K22222',
    );
    expect(changeSentence(change, '王建国', 'en')).toBe(
      'a car was registered to 王建国 on 2026-05-02: 朗逸, plate 鲁K22222',
    );
  });

  test('says that a department did not tell, rather than leave a hole', () => {
    const { on: _, ...withoutDay } = CAR;
    expect(
      changeSentence({ kind: 'vehicle-registered', figures: withoutDay }, '王建国', 'en'),
    ).toBe('a car was registered to 王建国 on (not told): 朗逸, plate 鲁K22222');
  });

  test('names benefits and gives amounts in yuan', () => {
    const figures = {
      benefit: { text: 'resident-pension' },
      from: { month: asMonth('2026-08') },
      monthly: { fen: fen(236_00) },
    };
    expect(changeSentence({ kind: 'benefit-began', figures }, '李秀英', 'zh-CN')).toBe(
      '李秀英自2026年8月起领取城乡居民养老金，每月236.00元',
    );
  });

  test('every sentence names its person in both languages', () => {
    for (const said of Object.values(CHANGE_SENTENCES)) {
      expect(said.zh).toContain('{person}');
      expect(said.en).toContain('{person}');
    }
  });
});
