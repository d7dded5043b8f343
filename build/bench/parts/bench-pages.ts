/** The built pages with a watcher in them that says when something is painted, and beside them the barest pages. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BuiltPages, buildPages } from '../../../tests/renderer/built-pages.ts';

/**
 * Sets `benchUsable` (UTC ms, fractions) once six buttons stand in the page and a frame with them has been painted. The same
 * script in the product's page and in the floor's.
 */
const watcher = `
const hasContent = () => document.querySelectorAll('main section button').length >= 6;
const painted = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(0);
});
const usable = () => painted(() => { globalThis.benchUsable = performance.timeOrigin + performance.now(); });
if (hasContent()) usable();
else {
  const changes = new MutationObserver(() => {
    if (!hasContent()) return;
    changes.disconnect();
    usable();
  });
  changes.observe(document, { childList: true, subtree: true });
}
`;

const watcherTag = '<script src="/bench/watcher.js"></script>';

/** Words and six buttons: what a home screen is, without code, styles, fonts or data. Its click changes a text. */
const barePage = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>云溪村</title>
    ${watcherTag}
    <script src="/bench/bare.js" defer></script>
  </head>
  <body>
    <main>
      <h1>云溪村</h1>
      <section>
        <button>村情概况</button><button>党务公开</button><button>村务公开</button>
        <button>财务公开</button><button>工程项目</button><button>村务监督</button>
      </section>
      <p id="answer">请选择</p>
    </main>
  </body>
</html>
`;

const bareScript = `
let touched = 0;
for (const button of document.querySelectorAll('button')) {
  button.addEventListener('click', () => { document.getElementById('answer').textContent = '第' + ++touched + '次'; });
}
`;

function write(folder: string, name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

let built: BuiltPages | undefined;

/** Folder of the pages, built once a run: `/terminal/` the product's, `/bare/` the floor's. Gone when the run ends. */
export async function benchPages(): Promise<string> {
  if (built !== undefined) return built.folder;
  built = await buildPages();
  const { folder, remove } = built;
  process.once('exit', remove);
  write(folder, 'bench/watcher.js', watcher);
  write(folder, 'bench/bare.js', bareScript);
  write(folder, 'bare/index.html', barePage);
  const index = readFileSync(path.join(folder, 'terminal/index.html'), 'utf8');
  write(folder, 'terminal/index.html', index.replace('</title>', `</title>${watcherTag}`));
  return folder;
}

/** Folder with the barest page at `/terminal/`: for a shell that opens no other address. Gone when the run ends. */
export async function barePages(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-bench-bare-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  write(folder, 'bench/watcher.js', watcher);
  write(folder, 'bench/bare.js', bareScript);
  write(folder, 'terminal/index.html', barePage);
  return folder;
}
