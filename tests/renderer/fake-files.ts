/** Files of the fake village: drawn photos and written PDFs, the same every time. */
import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';

export interface FakeFile {
  sha256: string;
  mediaType: string;
  bytes: Uint8Array;
}

export function fileOf(bytes: Uint8Array, mediaType: string): FakeFile {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, bytes };
}

/** A photo-like picture: sky, hill, road, and a number so that no two are alike. */
export function photo(number: number): FakeFile {
  const canvas = createCanvas(1200, 900);
  const context = canvas.getContext('2d');
  context.fillStyle = `hsl(${200 + number * 5} 45% 78%)`;
  context.fillRect(0, 0, 1200, 900);
  context.fillStyle = `hsl(${90 + number * 14} 28% 46%)`;
  context.beginPath();
  context.moveTo(0, 620);
  context.bezierCurveTo(300, 320 + number * 20, 700, 720, 1200, 460);
  context.lineTo(1200, 900);
  context.lineTo(0, 900);
  context.fill();
  context.fillStyle = '#c9bfae';
  context.beginPath();
  context.moveTo(520, 900);
  context.lineTo(640, 560);
  context.lineTo(690, 560);
  context.lineTo(900, 900);
  context.fill();
  context.fillStyle = '#1e1a17';
  context.font = '64px sans-serif';
  context.fillText(String(number), 60, 110);
  return fileOf(canvas.toBuffer('image/jpeg'), 'image/jpeg');
}

/** UTF-16BE in PDF's hexadecimal string form. */
const hex = (text: string) =>
  `<${[...text].map((character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`;

/**
 * A PDF of Chinese text in a font that is not embedded, with the character map UniGB-UCS2-H: what many offices send, and
 * what only shows when the page has its own copy of the character maps.
 */
export function pdf(title: string, pages: number): FakeFile {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, index) => `${5 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>',
  ];
  for (let page = 1; page <= pages; page += 1) {
    const lines = [
      `${title}`,
      `第${page}页`,
      '一、施工范围与工期',
      '二、工程款支付办法',
      '三、质量与安全责任',
    ];
    const text = lines
      .map((line, index) => `BT /F 20 Tf 72 ${740 - index * 60} Td ${hex(line)} Tj ET`)
      .join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${6 + (page - 1) * 2} 0 R >>`,
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    );
  }
  let file = '%PDF-1.5\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return fileOf(new TextEncoder().encode(file), 'application/pdf');
}
