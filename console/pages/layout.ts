// The frame of every page: who is signed in, where one can go, the page itself.

import { FRAME, STAFF_ROLE_NAMES } from '../../config/messages/console.ts';
import { type Language, say } from '../../config/messages/language.ts';
import { ENGINE_VERSION } from '../../config/version.ts';
import type { Said } from '../../domain/errors.ts';
import { type Html, html, markupText } from '../../reports/html/markup.ts';
import type { Session } from '../../store/sessions.ts';
import { assetUrl } from '../assets.ts';
import { navigationOf } from './navigation.ts';

export type Frame = {
  readonly language: Language;
  readonly session: Session | null;
  readonly formKey: Html;
  /** Of this page, to mark it in the navigation and to come back to it in the other language. */
  readonly path: string;
};

export type Framed = {
  readonly title: Said;
  readonly body: Html;
  readonly scripts?: readonly string[];
};

export function layout(frame: Frame, { title, body, scripts = [] }: Framed): string {
  const { language, session } = frame;
  const t = (said: Said) => say(said, language);
  return markupText(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t(title)} · ${t(FRAME.product)}</title>
<link rel="stylesheet" href="${assetUrl('console.css')}">
<link rel="stylesheet" href="${assetUrl('figures.css')}">
<link rel="icon" href="data:,">
${scripts.map((name) => html`<script type="module" src="${assetUrl(name)}"></script>`)}
</head>
<body${session && html` data-account="${session.account}"`}>
<a class="skip" href="#page">${t(FRAME.skip)}</a>
<header class="top">
<a class="brand" href="/">${t(FRAME.product)}<span>${t(FRAME.subtitle)}</span></a>
${session && navigation(frame, session)}
<div class="who">
${session && whoIsSignedIn(frame, session)}
${languageSwitch(frame)}
</div>
</header>
<main id="page"${session === null ? html` class="narrow"` : null}>
<h1>${t(title)}</h1>
${body}
</main>
<footer>hedui ${ENGINE_VERSION}</footer>
</body>
</html>
`);
}

function navigation({ language, path }: Frame, { role }: Session): Html {
  // The longest address that the path begins with: a report belongs to the list of reports.
  const items = navigationOf(role);
  const [place = ''] = path.split('?');
  const here = items
    .filter(({ to }) => place === to || (to !== '/' && place.startsWith(`${to}/`)))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  return html`<nav aria-label="${say(FRAME.navigation, language)}"><ul>
${items.map(
  (item) =>
    html`<li><a href="${item.to}"${item === here ? html` aria-current="page"` : null}>${say(item.label, language)}</a></li>`,
)}
</ul></nav>`;
}

function whoIsSignedIn({ language, formKey }: Frame, session: Session): Html {
  return html`<a href="/account">${session.name}</a>
<span class="aside">${say(STAFF_ROLE_NAMES[session.role], language)} · ${session.office} · ${session.region}</span>
${
  session.role === 'auditor' && session.purpose !== null
    ? html`<a href="/purpose">${say(FRAME.purpose, language)}${language === 'en' ? ': ' : '：'}${session.purpose}</a>`
    : null
}
<form method="post" action="/sign-out">${formKey}<button class="plain">${say(FRAME.signOut, language)}</button></form>`;
}

function languageSwitch({ language, path, formKey }: Frame): Html {
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  return html`<form method="post" action="/language">${formKey}
<input type="hidden" name="language" value="${other}"><input type="hidden" name="next" value="${path}">
<button class="plain" lang="${other}">${say(FRAME.otherLanguage, language)}</button></form>`;
}
