// Words of the list of keys.

import type { Said } from '../../domain/errors.ts';

export const KEY_WORDS = {
  key: { zh: '密钥', en: 'key' },
  use: { zh: '用途', en: 'use' },
  dataKeys: { zh: '数据密钥数', en: 'data keys' },
  current: { zh: '当前使用', en: 'current' },
  old: { zh: '旧版', en: 'old' },
  signs: { zh: '签名', en: 'signs' },
  verifies: { zh: '仅验签', en: 'verifies only' },
} satisfies Record<string, Said>;
