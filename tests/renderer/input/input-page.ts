/** The on-screen input on a page of its own, built and served as the product's pages are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import config from '../../../build/vite.config.ts';
import { StaticFiles } from '../../../main/core/static-files.ts';

export interface InputPage {
  /** Ends with `/`. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startInputPage(): Promise<InputPage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sanwu-input-page-'));
  const root = path.join(import.meta.dirname, 'page');
  const input = path.join(root, 'index.html');
  await build({
    ...config,
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react()],
    build: { ...config.build, outDir: folder, rolldownOptions: { input: [input] } },
  });
  const files = new StaticFiles(folder);
  const server = createServer(async (request, response) => {
    const found = files.serve(new URL(request.url ?? '/', 'http://page').pathname);
    response.writeHead(found?.status ?? 404, Object.fromEntries(found?.headers ?? []));
    response.end(Buffer.from((await found?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
