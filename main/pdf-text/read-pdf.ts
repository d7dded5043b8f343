/**
 * Entry of the process that reads one PDF file: `read-pdf.ts FILE PAGES CHARACTERS DATA`. Its text goes to stdout, pages parted by line
 * breaks; whatever goes wrong, there is less of it. A file may be hostile: this process has little memory and ends with it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as pdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

const [file = '', pages = '0', characters = '0', data = ''] = process.argv.slice(2);
// Found here, PDF.js looks for its worker's file nowhere else.
Object.assign(globalThis, { pdfjsWorker: pdfWorker });

async function read(write: (text: string) => void): Promise<void> {
  const task = getDocument({
    data: new Uint8Array(readFileSync(file)),
    cMapUrl: path.join(data, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: path.join(data, 'standard_fonts/'),
    enableXfa: false,
    verbosity: 0,
  });
  const pdf = await task.promise;
  let left = Number(characters);
  for (let number = 1; number <= Math.min(pdf.numPages, Number(pages)) && left > 0; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    write(`${text.slice(0, left)}\n`);
    left -= text.length;
    page.cleanup();
  }
  await task.destroy();
}

try {
  await read((text) => process.stdout.write(text));
} catch {
  // Not a PDF, damaged, or locked with a password: what could be read stands.
}
