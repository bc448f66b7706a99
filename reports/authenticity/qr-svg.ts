// The code of a report as an inline picture: no file, no script, sharp at any size.

import qrcode from 'qrcode';
import { html, type Html, trustedMarkup } from '../html/markup.ts';

const QUIET_MODULES = 4;

/** @param label what it is, for who cannot see it */
export function qrSvg(text: string, label: string): Html {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * QUIET_MODULES;
  const path = modules.data.reduce<string>((drawn, isDark, place) => {
    if (isDark === 0) return drawn;
    const x = (place % modules.size) + QUIET_MODULES;
    const y = Math.floor(place / modules.size) + QUIET_MODULES;
    return `${drawn}M${x} ${y}h1v1h-1z`;
  }, '');
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${side} ${side}">${trustedMarkup(
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/>`,
  )}</svg>`;
}
