// The API explained on one page that loads nothing: endpoints, scopes, problems, webhooks.

import { z } from 'zod';
import { type Language, say } from '../../config/messages/language.ts';
import type { Said } from '../../domain/errors.ts';
import { html, type Html, markupText, trustedMarkup } from '../../reports/html/markup.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoint-list.ts';
import { PROBLEMS } from './problem.ts';

const STYLE = trustedMarkup(`
:root { color-scheme: light dark; --ink: #1c1c1a; --faint: #5d5b56; --line: #d5d2cb; --band: #f6f5f2; --blue: #1f4e79; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --faint: #a5a199; --line: #3c3a36; --band: #242321; --blue: #8fbce6; } body { background: #1b1b1a; } }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); font: 15px/1.6 "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
a { color: var(--blue); } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin: 1.8rem 0 .3rem; }
code, pre { font: .88em ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
code { overflow-wrap: anywhere; } th code { white-space: nowrap; }
pre { padding: .7rem 1rem; background: var(--band); border: 1px solid var(--line); overflow-x: auto; }
.method { display: inline-block; min-width: 4em; font-weight: 700; color: var(--blue); text-transform: uppercase; }
.faint { color: var(--faint); } table { border-collapse: collapse; width: 100%; } th, td { padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
summary { cursor: pointer; }`);

const TEXTS = {
  title: { zh: 'hedui 接口（/api/v1）', en: 'The hedui API (/api/v1)' },
  lead: {
    zh: '供一窗式受理系统等提交核对、读取报告。机器可读的定义：openapi.json（OpenAPI 3.1）。',
    en: 'For reception systems that submit households and read reports. The definition for machines: openapi.json (OpenAPI 3.1).',
  },
  key: {
    zh: '每个请求带 Authorization: Bearer 密钥；密钥由运维员用 hedui api-key add 发放，限定辖区和权限。每把密钥每分钟 600 次。',
    en: 'Every request carries Authorization: Bearer KEY. The operator gives keys out with hedui api-key add, each with a region and scopes. 600 requests a minute for each key.',
  },
  repeat: {
    zh: 'POST 可带 Idempotency-Key：24 小时内用同一键重复提交，得到与第一次相同的答复，不会重复办理。',
    en: 'A POST may carry an Idempotency-Key: sent again within 24 hours it is answered as the first time, and nothing is done twice.',
  },
  endpoints: { zh: '端点', en: 'Endpoints' },
  scope: { zh: '权限', en: 'Scope' },
  request: { zh: '请求', en: 'Request' },
  answer: { zh: '答复', en: 'Answer' },
  problems: { zh: '错误', en: 'Problems' },
  problemsWhat: {
    zh: '错误均为 application/problem+json（RFC 9457），语言随 Accept-Language；instance 中的编号可在日志中查到。',
    en: 'Whatever goes wrong is application/problem+json (RFC 9457) in the language of Accept-Language. The number in instance finds it in the log.',
  },
  webhooks: { zh: '通知（webhook）', en: 'Webhooks' },
  webhooksWhat: {
    zh: '报告出具或被取代后，按账目顺序 POST 到登记的地址，正文只含报告编号等，不含个人信息。答复 2xx 即视为收到，否则以递增间隔重试五天；重复投递的 Hedui-Delivery 相同。请校验签名：HMAC-SHA256（secret，t 加 “.” 加正文原文）应等于 v1，且 t 与现在相差不超过五分钟。',
    en: 'When reports are sealed or superseded they are told to the address in the order of the ledger: numbers, and nothing about persons. 2xx takes them; otherwise they are told again, ever more rarely, for five days, under the same Hedui-Delivery. Check the signature: HMAC-SHA256 of the secret over t, a dot and the body as it came must be v1, and t no more than five minutes ago.',
  },
} satisfies Record<string, Said>;

export function docsPage(language: Language): string {
  const t = (said: Said) => say(said, language);
  return markupText(html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t(TEXTS.title)}</title><style>${STYLE}</style></head><body><main>
<h1>${t(TEXTS.title)}</h1>
<p>${t(TEXTS.lead)} <a href="/api/v1/openapi.json">openapi.json</a></p>
<p>${t(TEXTS.key)}</p><p>${t(TEXTS.repeat)}</p>
<pre tabindex="0">curl -H 'Authorization: Bearer hedui_…' -F scheme=subsistence -F file=@batch.csv https://…/api/v1/batches</pre>
<h2>${t(TEXTS.endpoints)}</h2>
${Object.entries(ENDPOINTS).map(([name, one]) => endpointSection(name, one, t))}
<h2>${t(TEXTS.problems)}</h2><p>${t(TEXTS.problemsWhat)}</p>
<table><tbody>${Object.entries(PROBLEMS).map(([code, { status, said }]) => html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${t(said)}</td></tr>`)}</tbody></table>
<h2>${t(TEXTS.webhooks)}</h2><p>${t(TEXTS.webhooksWhat)}</p>
<pre tabindex="0">Hedui-Delivery: 3-1045
Hedui-Signature: t=1764201600,v1=5257a869…

{"delivery":"3-1045","events":[{"batch":"B12","event":"report.sealed","issuedAt":"…","number":"371002-2026-DB-0000123-K","supersedes":null}]}</pre>
</main></body></html>`);
}

function endpointSection(name: string, one: Endpoint, t: (said: Said) => string): Html {
  const input = one.body ?? one.form ?? null;
  return html`<section id="${name}"><h3><span class="method">${one.method}</span> <code>${one.path}</code></h3>
<p>${t(one.summary)} <span class="faint">${t(TEXTS.scope)} <code>${one.scope}</code></span></p>
${one.query ? html`<p><code>?${Object.keys(one.query.shape).join('&')}</code></p>` : null}
${input && schemaBlock(t(TEXTS.request), input, 'input')}
${one.answer !== null && typeof one.answer !== 'string' ? schemaBlock(`${t(TEXTS.answer)} ${one.status}`, one.answer, 'output') : html`<p>${t(TEXTS.answer)} ${one.status} ${one.answer === null ? '' : html`<code>${one.answer as string}</code>`}</p>`}</section>`;
}

function schemaBlock(title: string, schema: z.ZodType, io: 'input' | 'output'): Html {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return html`<details><summary>${title}</summary><pre tabindex="0">${JSON.stringify(shape, null, 1)}</pre></details>`;
}
