// The style of the printed page: black on white, one red rule as on official paper, colour only beside words.

import { type Html, trustedMarkup } from './markup.ts';

const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #fff; --desk: #eceae6; --ink: #1c1c1a; --faint: #5d5b56; --line: #d5d2cb; --band: #f6f5f2;
  --red: #a8201a; --amber: #8a5a00; --green: #24603a; --blue: #1f4e79;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1b1b1a; --desk: #111110; --ink: #e9e6df; --faint: #a5a199; --line: #3c3a36; --band: #242321;
    --red: #f0857b; --amber: #e0b04c; --green: #84c79a; --blue: #8fbce6;
  }
}
`;

const SCREEN = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--desk); color: var(--ink);
  font: 15px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif;
  overflow-wrap: break-word;
}
/* Chinese faces draw the quotation marks and apostrophes of English a full character wide. */
:lang(en) body { font-family: "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "Liberation Sans", "DejaVu Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 3rem 3.5rem; background: var(--paper); border: 1px solid var(--line); }
a { color: var(--blue); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
p { margin: 0 0 .5rem; }
h1, h2, h3 { line-height: 1.4; }
h1 { text-wrap: balance; }
h1 {
  margin: .25rem 0 .75rem; text-align: center; font-size: 1.75rem; letter-spacing: .04em;
  font-family: "Songti SC", "STSong", "SimSun", "Noto Serif CJK SC", "Noto Serif SC", serif;
}
h1 span, .number span, .number strong { white-space: nowrap; }
h2 { margin: 2.25rem 0 .75rem; font-size: 1.1rem; }
main { counter-reset: part annex; }
.part { counter-increment: part; }
.annex { counter-increment: annex; }
.part > h2::before { content: counter(part) ". "; }
.annex > h2::before { content: "Annex " counter(annex, upper-alpha) "  "; }
:lang(zh) .part > h2::before { content: counter(part, simp-chinese-informal) "、"; }
:lang(zh) .annex > h2::before { content: "附件" counter(annex, simp-chinese-informal) "　"; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
header { border-bottom: 2px solid var(--red); margin-bottom: 1.25rem; }
header + dl { margin-bottom: 1.5rem; }
.office { margin: 0; text-align: center; color: var(--faint); letter-spacing: .08em; }
.number { margin: 0 0 .75rem; text-align: center; font-variant-numeric: tabular-nums; color: var(--faint); }
.number strong { color: var(--ink); font-weight: 600; padding: 0 .5em; }
.aside { color: var(--faint); font-size: .9em; }
.notice { margin-bottom: 1.5rem; padding: .75rem 1rem; border: 2px solid var(--red); color: var(--red); font-weight: 600; }
.supersedes { color: var(--faint); }

dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .3rem 2rem; margin: 0; }
dl div { display: grid; grid-template-columns: 8em minmax(0, 1fr); gap: .75em; }
dt { color: var(--faint); }
dd { margin: 0; }

.conclusion { padding: 1.1rem 1.4rem .8rem; border: 1px solid var(--line); border-left: 6px solid var(--mark); background: var(--band); }
.conclusion h2 { margin: 0; font-size: .9rem; font-weight: 500; color: var(--faint); }
.verdict { margin: .1rem 0 .5rem; font-size: 1.6rem; line-height: 1.3; font-weight: 700; color: var(--mark); }
.exceeds { --mark: var(--red); }
.doubts, .doubt { --mark: var(--amber); }
.incomplete, .info { --mark: var(--blue); }
.no-anomaly { --mark: var(--green); }

table { width: 100%; border-collapse: collapse; font-size: .9em; line-height: 1.5; }
th, td { padding: .42rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--faint); font-weight: 500; border-bottom: 1.5px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 500; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.short { white-space: nowrap; }
.whole-words { word-break: keep-all; overflow-wrap: anywhere; }
.notable td, .notable th { background: var(--band); }
table + p { margin-top: .6rem; }
.code { overflow-wrap: anywhere; font-family: ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; }

.findings { list-style: none; margin: 0; padding: 0; }
.finding { padding: .9rem 0 .9rem 1.1rem; border-left: 3px solid var(--mark); }
.finding + .finding { margin-top: 1.1rem; }
.finding dl, #objection dl, #receipt dl { grid-template-columns: minmax(0, 1fr); }
.finding dl { font-size: .93em; }
.mark { color: var(--faint); font-weight: 500; }
.severity { color: var(--mark); margin-right: .35em; }
.figures { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.75em; }
.figures b { font-weight: 600; font-variant-numeric: tabular-nums; }
.pending { padding: 0 .4em; border: 1px solid var(--amber); color: var(--amber); font-size: .85em; white-space: nowrap; }
#receipt dl { margin-top: 1rem; }
.plain { margin: 0; padding-left: 1.4em; }
.qr { display: block; width: 7.5rem; margin: 1rem 0 0 auto; }
.seal { display: grid; justify-items: end; gap: .2rem; margin: 2rem 0 0; padding-bottom: 3.5rem; }
:target { background: color-mix(in srgb, var(--amber) 14%, transparent); }

.sum { margin: 1.25rem 0 1.75rem; }
.sum table { table-layout: fixed; }
.sum thead th:nth-child(2) { width: 11em; }
.sum thead th:nth-child(3) { width: 6em; }
.sum td, .sum th { padding-top: .22rem; padding-bottom: .22rem; }
.sum tbody td, .sum tbody th { border-bottom-style: dotted; }
.sum tbody th { font-weight: 400; }
.sum tbody tr:first-child th, .sum tbody tr:first-child td { font-weight: 600; }
.sign { display: inline-block; width: 1.3em; color: var(--faint); }
${[1, 2, 3, 4, 5, 6].map((depth) => `.depth-${depth} { padding-left: ${(depth - 1) * 1.4}em; }`).join('\n')}
.depth-0 .sign { display: none; }
[class^="depth-"] { display: block; }
.uncounted td, .uncounted th { color: var(--faint); font-style: italic; }
`;

const TELEPHONE = `
@media screen and (max-width: 44rem) {
  main { margin: 0; padding: 1.5rem 1.1rem; border: 0; }
  h1 { font-size: 1.4rem; }
  h1 span { display: block; white-space: normal; }
  dl { grid-template-columns: minmax(0, 1fr); }
  dl div { grid-template-columns: 7em minmax(0, 1fr); }
  table, tbody, tr, th, td { display: block; width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  th, td, .sum th, .sum td { padding: .1rem 0; border: 0; }
  tbody th { font-weight: 600; }
  td { display: grid; grid-template-columns: 7em minmax(0, 1fr); gap: .75em; }
  td::before { content: attr(data-label); color: var(--faint); }
  td:has(> div:empty) { display: none; }
  td.figure { text-align: left; white-space: normal; }
  .notable { padding-inline: .6rem; margin-inline: -.6rem; background: var(--band); }
  .sum tr { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: .75em; padding: .2rem 0; }
  .sum td { display: block; }
  .sum td::before { content: none; }
}
`;

const PAPER = `
@page { size: A4; margin: 20mm 18mm 20mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --desk: #fff; --ink: #000; --faint: #444; --line: #bbb; --band: #f6f5f2;
    --red: #a8201a; --amber: #7a5000; --green: #1f5533; --blue: #000;
  }
  body { font-size: 10pt; line-height: 1.5; background: none; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  h1 { font-size: 19pt; }
  h2 { margin-top: 16pt; font-size: 12pt; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .conclusion, .finding, #objection, #disclaimer { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .conclusion, .notable td, .notable th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  #worked-sums { break-before: page; }
}
`;

export const STYLE: Html = trustedMarkup(COLOURS + SCREEN + TELEPHONE + PAPER);

/** Number and page at the foot of each sheet, so that a loose sheet finds its report again. */
export function pageFooter(number: string): Html {
  const plain = number.replace(/[^0-9A-Z-]/g, '');
  const text = 'font: 8pt "Noto Sans CJK SC", sans-serif; color: #444;';
  return trustedMarkup(`@page {
  @bottom-left { content: "${plain}"; ${text} }
  @bottom-right { content: counter(page) " / " counter(pages); ${text} }
}
`);
}
