/**
 * The page that a shell shows where the core cannot bring its own: what happened, whom to ask, and that it goes on by
 * itself. It has no script and asks for nothing; whoever shows it takes it away again.
 */
import { recoveringText } from '../text/recovering.ts';

/** A whole HTML document. */
export const recoveryPage = `<!doctype html><html lang="zh-CN" translate="no"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="google" content="notranslate">
<title>Sanwu</title><style>
html { height: 100%; background: #FAF6EF; color: #2B2622; font: 3vmin/1.7 "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  user-select: none; overflow: hidden }
body { height: 100%; margin: 0 10vmin; display: flex; flex-direction: column; justify-content: center }
h1 { font-size: 6vmin; line-height: 1.4; margin: 0 0 3vmin; color: #B3261E }
p { margin: 0 0 1.5vmin; max-width: 34em }
</style><h1>${recoveringText.title}</h1><p>${recoveringText.what}</p><p>${recoveringText.safe}</p><p>${recoveringText.whom}</p></html>`;
