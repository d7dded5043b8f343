/** The frame of every public page: no script, nothing from elsewhere, readable on an old phone and on paper. */
import { webText } from '../../main/text/county-web.ts';
import { type Html, html, raw } from './html.ts';

/** Numbers as quality.md asks of the terminal; a phone's reader may enlarge them. */
const style = `
:root{--ink:#1f1a17;--soft:#5c534c;--paper:#fbf7f0;--accent:#b3261e;--line:#e2d8ca}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main,header,footer{max-width:52rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem;color:var(--soft);border-bottom:2px solid var(--accent)}
h1{font-size:1.6rem;line-height:1.35;margin:1rem 0 .5rem}
h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
a{color:var(--accent)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}dd{margin:0}
.note{border-left:4px solid var(--accent);padding:.5rem .8rem;background:#fff;margin:1rem 0}
header a{float:right}
h1,p,dd,li{overflow-wrap:anywhere}
.lead{font-size:1.3rem;font-weight:600;line-height:1.4;margin:.5rem 0}
.doubt,.soft{color:var(--soft)}
summary{padding:.7rem 0;font-weight:600;cursor:pointer}
.table{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:max-content;min-width:100%;background:#fff;font-variant-numeric:tabular-nums}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top;max-width:15em}
caption{font-weight:600;text-align:left;padding:.3rem 0}
td.figure{text-align:right;white-space:nowrap}tr.total td{font-weight:600}
.digest{font-family:ui-monospace,monospace;word-break:break-all}.digest strong{font-size:1.2em}
ul.items{list-style:none;padding:0}ul.items li{padding:.6rem 0;border-bottom:1px solid var(--line)}
.day{color:var(--soft);white-space:nowrap;margin-right:.6rem}
footer{color:var(--soft);padding:1.5rem 1rem 3rem}
img{max-width:100%;height:auto}
@media print{body{background:#fff}}
`;

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** `list`: where all of the division's items are. `style`: of this page alone. `about`: whether it shows one thing that somebody may object to. */
export type PageParts = {
  title: string;
  site: { name: string; demo: boolean };
  list?: { address: string; title: string } | undefined;
  style?: string;
  about?: 'item';
  body: Html;
};

export function page({ title, site, list, style: own = '', about, body }: PageParts): string {
  const way = list === undefined ? '' : html`<a href="${list.address}">${list.title}</a>`;
  const { html: text } = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${title} · ${site.name}</title>
<style>${raw(style)}${raw(own)}</style>
</head>
<body>
<header>${way}${site.name}${site.demo ? html` · ${webText.demo}` : ''}</header>
<main>${body}</main>
<footer>${about === 'item' ? webText.opinions : ''}</footer>
</body>
</html>
`;
  return text;
}
