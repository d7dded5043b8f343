import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const project = path.resolve(import.meta.dirname, '..');
const root = path.join(project, 'renderer');
const outDir = path.join(project, 'dist', 'renderer');

/** Every surface is a page of its own: renderer/<surface>/index.html. */
function surfacePages(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(root, entry.name, 'index.html'))
    .filter((page) => existsSync(page));
}

/**
 * PDF.js fetches these by URL at run time, so no bundler sees them: character maps of Chinese PDFs, fonts for PDFs that
 * embed none, decoders and colour profiles. They are at /pdfjs/<folder>/ so that a page needs no network for them.
 */
function pdfData(): Plugin {
  const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];
  let target = outDir;
  return {
    name: 'sanwu-pdf-data',
    apply: 'build',
    configResolved({ build }) {
      target = build.outDir;
    },
    writeBundle() {
      for (const folder of folders) {
        const from = path.join(project, 'node_modules', 'pdfjs-dist', folder);
        cpSync(from, path.join(target, 'pdfjs', folder), { recursive: true });
      }
    },
  };
}

/**
 * Style sheets at the head's end would keep the skeleton, whose styles are in the page itself, from being painted until they
 * are there. At the body's end they hold up nothing but the page's code.
 */
function stylesAfterSkeleton(): Plugin {
  const sheet = /\s*<link rel="stylesheet"[^>]*>/g;
  return {
    name: 'sanwu-styles-after-skeleton',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const sheets = html.match(sheet) ?? [];
        return html.replace(sheet, '').replace('</body>', `${sheets.join('')}\n  </body>`);
      },
    },
  };
}

/**
 * Pages work offline under a content security policy without 'unsafe-inline' scripts and without `data:` scripts or fonts:
 * nothing is inlined, nothing comes from another host.
 */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [react(), pdfData(), stylesAfterSkeleton()],
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4_096,
    rolldownOptions: { input: surfacePages() },
  },
});
