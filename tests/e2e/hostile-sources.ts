/** What a hostile or careless source may hold, in every place that is shown. Each attempt would set `window.hacked` or ask `evil.invalid`. */

export const evil = 'evil.invalid';
export const endOfBody = '这是最后一行字';

export const hostileBody = `<img src="http://${evil}/img" onerror="window.hacked = 1">
<script>window.hacked = 2</script><script src="http://${evil}/script"></script>
<svg onload="window.hacked = 3"><image href="http://${evil}/svg" /><a xlink:href="javascript:window.hacked=4">甲</a></svg>
<iframe srcdoc="<script>top.hacked = 5</script>" src="http://${evil}/frame"></iframe>
<meta http-equiv="refresh" content="0;url=http://${evil}/refresh"><base href="http://${evil}/">
<div style="background: url(http://${evil}/css)" onclick="window.hacked = 6">样式</div>
<style>body { background: url(http://${evil}/style) } @import url(http://${evil}/import);</style>
<form action="http://${evil}/form" id="form"><input name="x"><button autofocus onfocus="window.hacked = 7">提交</button></form>
<link rel="stylesheet" href="http://${evil}/link"><link rel="prefetch" href="http://${evil}/prefetch">
<object data="http://${evil}/object"></object><embed src="http://${evil}/embed"><video src="http://${evil}/video" autoplay></video>
<math><mtext><table><mglyph><style><img src=x onerror="window.hacked = 8"></style></mglyph></table></mtext></math>
<details open ontoggle="window.hacked = 9">细节</details><dialog open>对话框</dialog>

[点这里](http://${evil}/markdown "标题") ![图](http://${evil}/picture) ![图](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)
<http://${evil}/auto> http://${evil}/bare <javascript:window.hacked=10> [脚本](javascript:window.hacked=11)
[数据](data:text/html,<script>top.hacked=12</script>) [引用][r] ![引用][r]

[r]: http://${evil}/reference

| 组别 | <img src=x onerror="window.hacked = 13"> |
|:-----|------:|
| 一组 | <svg/onload=window.hacked=14> |

${'很长的词'.repeat(600)}${'x'.repeat(3_000)}

${endOfBody}`;

/** A title, a reason, a name: places that hold one line. */
export const hostileLine = '<img src=x onerror="window.hacked=20">通知';

export const hostileTable = `事项,"<img src=""http://${evil}/cell"" onerror=""window.hacked=21"">"\n"=HYPERLINK(""http://${evil}/formula"")","<script>window.hacked=22</script>"\n`;

const scripts = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=30"><script>window.hacked=31</script></svg>`;
export const activeFiles: Record<string, string> = {
  'page.html': '<script>window.hacked=32</script>',
  'drawing.svg': scripts,
  'really-a-page.jpg': `<!doctype html>${scripts}`,
  'really-a-page.pdf': `<html>${scripts}`,
};

/** A PDF that would run a script, open an address and a program, and whose page is a link. */
export function hostilePdf(): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R /Names << /JavaScript << /Names [(a) 4 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots [5 0 R] /AA << /O 6 0 R >> >>',
    `<< /S /JavaScript /JS (app.alert\\(1\\); app.launchURL\\("http://${evil}/pdf"\\);) >>`,
    `<< /Type /Annot /Subtype /Link /Rect [0 0 200 200] /A << /S /URI /URI (http://${evil}/uri) >> >>`,
    `<< /S /URI /URI (http://${evil}/opened) >>`,
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${offset} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
