// A form whose content the browser keeps until it is saved (assets/keep-forms.js).

import { type Language, say } from '../../config/messages/language.ts';
import { DRAFT } from '../../config/messages/work.ts';
import { type Html, html } from '../../reports/html/markup.ts';

/** Attributes of the form. The page that follows a save carries the name in `data-saved`. */
export function keptAs(name: string, language: Language): Html {
  return html` data-keep="${name}" data-restored="${say(DRAFT.restored, language)}" data-forget="${say(DRAFT.forget, language)}"`;
}
