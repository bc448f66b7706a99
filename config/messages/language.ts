// The two languages of pages, reports and messages. Chinese is what counts; English stands beside it.

import type { Said } from '../../domain/errors.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The text of one language. */
export function say(said: Said, language: Language): string {
  return language === 'zh-CN' ? said.zh : said.en;
}

/** Puts values into the `{name}` places of a text. A place without a value stays visible, so that it is noticed. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{([\w-]+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** What a list says of a key; null where it says nothing, also of the keys that every object inherits. */
export function saidOf(names: Readonly<Record<string, Said>>, key: string): Said | null {
  return Object.hasOwn(names, key) ? (names[key] ?? null) : null;
}

/** The name of a key, or the key itself where nobody has named it: a report prints what it holds. */
export function nameIn(
  names: Readonly<Record<string, Said>>,
  key: string,
  language: Language,
): string {
  const said = saidOf(names, key);
  return said === null ? key : say(said, language);
}
