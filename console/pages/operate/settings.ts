// The installation: its database, its settings without their secrets, and which other systems hold a key.

import { say } from '../../../config/messages/language.ts';
import { SETTINGS_PAGE as TEXTS } from '../../../config/messages/operate.ts';
import { ENGINE_VERSION } from '../../../config/version.ts';
import type { Said } from '../../../domain/errors.ts';
import { momentText } from '../../../reports/figures.ts';
import { html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { route } from '../../route.ts';

export const settingsPage = route({
  method: 'GET',
  url: '/settings',
  needs: 'system.read',
  async answer({ acts, language }) {
    const t = (said: Said) => say(said, language);
    const [installation, keys] = await Promise.all([acts.installation(), acts.apiKeys()]);
    const keyRows = keys.map((key) => ({
      cells: [
        html`${key.name} <span class="code aside">${key.id}</span>`,
        key.scopes.join(', '),
        key.region,
        key.revokedAt === null ? (key.expiresOn ?? '–') : t(TEXTS.revoked),
        momentText(key.lastUsedAt),
      ],
    }));
    const settingRows = acts.settings().map(({ variable, value }) => ({
      cells: [
        html`<span class="code">${variable}</span>`,
        value === null
          ? html`<span class="aside">${t(TEXTS.unset)}</span>`
          : html`<span class="code">${value}</span>`,
      ],
    }));
    return {
      kind: 'page',
      title: TEXTS.title,
      body: html`<dl>
<dt>${t(TEXTS.engine)}</dt><dd>hedui ${ENGINE_VERSION}</dd>
<dt>PostgreSQL</dt><dd>${installation.serverVersion}</dd>
<dt>${t(TEXTS.size)}</dt><dd>${(installation.databaseBytes / 2 ** 20).toFixed(0)} MiB</dd>
<dt>${t(TEXTS.pending)}</dt><dd>${installation.ledgerPending.toLocaleString('en')}</dd>
</dl>
<h2>${t(TEXTS.keys)}</h2>
${
  keys.length === 0
    ? html`<p>${t(TEXTS.noKeys)}</p>`
    : html`<div class="scroll">${table(
        t(TEXTS.keys),
        [
          { heading: t(TEXTS.keyName) },
          { heading: t(TEXTS.scopes) },
          { heading: t(TEXTS.region), isShort: true },
          { heading: t(TEXTS.expires), isShort: true },
          { heading: t(TEXTS.lastUsed), isShort: true },
        ],
        keyRows,
      )}</div>`
}
<h2>${t(TEXTS.settings)}</h2>
<p class="aside">${t(TEXTS.what)}</p>
<div class="scroll">${table(
        t(TEXTS.settings),
        [{ heading: t(TEXTS.variable) }, { heading: t(TEXTS.value) }],
        settingRows,
      )}</div>`,
    };
  },
});
