/** Documents as real PDF files: A4, several pages, text that can be selected and searched. */
import { PDFDocument } from '@napi-rs/canvas';
import { paperFonts } from './fonts.ts';

type Page = ReturnType<PDFDocument['beginPage']>;

/** A4 in points. */
const page = { width: 595, height: 842 };
const margin = 64;
const textSize = 12.5;
const lineHeight = 24;
const linesPerPage = 26;

/** Numbers and words stay whole; a line never begins with a closing mark. */
const unbroken = /[\w.,-]+[，。；、：）》”]?|.[，。；、：）》”]?/gu;

/** Breaks lines by width; a line that begins a paragraph is indented by two characters. */
function wrap(context: Page, lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => {
    const broken: string[] = [];
    let current = line.includes('　　') || /^[一二三四五六七八九十]、/.test(line) ? '' : '　　';
    for (const part of line.match(unbroken) ?? []) {
      if (context.measureText(current + part).width > width) {
        broken.push(current);
        current = '';
      }
      current += part;
    }
    return [...broken, current];
  });
}

function seal(context: Page, fonts: string, text: string): void {
  const [x, y, radius] = [page.width - 150, page.height - 170, 46];
  context.strokeStyle = '#b3261e';
  context.fillStyle = '#b3261e';
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.stroke();
  context.textAlign = 'center';
  context.font = `400 10px ${fonts}`;
  context.fillText(text, x, y - 8);
  context.fillText('演示专用', x, y + 12);
  context.textAlign = 'left';
}

/** @param lines paragraphs and rows, from the first page's top under the title */
export function drawDocument(title: string, lines: readonly string[], issuer: string): Buffer {
  const fonts = paperFonts();
  const document = new PDFDocument({ title, creator: 'Sanwu demo', author: issuer });
  const probe = document.beginPage(page.width, page.height);
  probe.fontVariationSettings = "'wght' 400";
  probe.font = `400 ${textSize}px ${fonts}`;
  const text = wrap(probe, lines, page.width - 2 * margin);
  const pages = Math.max(1, Math.ceil((text.length + 3) / linesPerPage));
  for (let number = 1; number <= pages; number += 1) {
    const context = number === 1 ? probe : document.beginPage(page.width, page.height);
    context.fontVariationSettings = "'wght' 400";
    context.fillStyle = '#1f1b18';
    const start = number === 1 ? 0 : (number - 1) * linesPerPage - 3;
    const count = number === 1 ? linesPerPage - 3 : linesPerPage;
    if (number === 1) {
      context.textAlign = 'center';
      context.font = `400 19px ${fonts}`;
      context.fillText(title, page.width / 2, 98, page.width - 2 * margin);
      context.textAlign = 'left';
    }
    context.font = `400 ${textSize}px ${fonts}`;
    text.slice(start, start + count).forEach((line, index) => {
      context.fillText(line, margin, (number === 1 ? 146 : 96) + index * lineHeight);
    });
    context.font = `400 9.5px ${fonts}`;
    context.fillStyle = '#6f655d';
    context.fillText(`${issuer}　第${number}页 共${pages}页　演示数据`, margin, page.height - 46);
    if (number === pages) seal(context, fonts, issuer);
    document.endPage();
  }
  return document.close();
}
