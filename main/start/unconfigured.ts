/**
 * A kiosk without a usable configuration: it says on its screen what is wrong and where the file goes, and looks again every
 * few seconds. No core runs; a page of plain text stands in its place.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConfigProblem, loadKioskConfig } from '../../kiosk-config/load.ts';
import type { Shell, StartShell } from '../launch/shell-order.ts';
import { startText } from '../text/start.ts';

/** Between two looks at the file. Milliseconds. */
const lookEvery = 2_000;

const style = `html{height:100%;background:#FAF6EF;color:#2B2622;font:3vmin/1.7 "Noto Sans SC","Noto Sans CJK SC",sans-serif;
user-select:none;cursor:default}body{margin:0 8vmin;min-height:100%;display:flex;flex-direction:column;justify-content:center}
h1{font-size:6vmin;line-height:1.3;margin:0 0 3vmin;color:#B3261E}p,li{margin:0 0 1.5vmin;overflow-wrap:anywhere}ol{margin:0;padding-left:1.5em}
code{font:inherit;font-weight:700}small{margin-top:4vmin;font-size:2.4vmin;color:#5C5148}`;

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);

/** The page for a person who sets the machine up. It reloads by itself, so that a second mistake shows as well. */
export function problemPage(file: string, problems: readonly ConfigProblem[], isThere: boolean): string {
  const { unconfiguredHeading, badConfigHeading, configGoesTo, configComesFrom, looksAgain } = startText;
  const place = `<p>${configGoesTo}<code>${escaped(file)}</code></p><p>${configComesFrom}</p>`;
  const mistakes = problems.map((each) => `<li>${escaped(startText.configProblem(each))}</li>`).join('');
  const body = isThere ? `<p><code>${escaped(file)}</code></p><ol>${mistakes}</ol>` : place;
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Sanwu</title>
<style>${style}</style><h1>${isThere ? badConfigHeading : unconfiguredHeading}</h1>${body}<small>${looksAgain}</small></html>`;
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};

async function serve(page: () => string): Promise<{ server: Server; port: number }> {
  const server = createServer((_request, response) => response.writeHead(200, headers).end(page()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

export type UnconfiguredOptions = {
  file: string;
  isThere: () => boolean;
  /** Undefined where no window can be opened: then it only waits. */
  startShell: StartShell | undefined;
  signal: AbortSignal;
};

/** Shows what is wrong until the file is right. @returns whether it is; false where it was stopped or its window ended */
export async function waitForConfig(options: UnconfiguredOptions): Promise<boolean> {
  const { file, isThere, startShell, signal } = options;
  let { config, problems } = loadKioskConfig(file);
  const { server, port } = await serve(() => problemPage(file, problems, isThere()));
  const core = { port, tokens: { terminal: '', board: '' } };
  const order = { windows: [{ surface: 'terminal' as const, display: 0 }], mode: 'kiosk' as const, core };
  const events = { ready: () => {}, beat: () => {}, gone: () => gone.abort() };
  const gone = new AbortController();
  const shell: Shell | undefined = startShell?.(order, events);
  void shell?.ended.then(() => gone.abort());
  const either = AbortSignal.any([signal, gone.signal]);
  while (!config && !either.aborted) {
    await delay(lookEvery, undefined, { signal: either }).catch(() => {});
    ({ config, problems } = loadKioskConfig(file));
  }
  await shell?.stop();
  server.close();
  server.closeAllConnections();
  return config !== undefined && !signal.aborted;
}
