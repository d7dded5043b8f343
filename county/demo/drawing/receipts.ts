/** Original vouchers as they look when photographed: an invoice, a wage list, a bank slip, a plain receipt. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Random, randomOf } from '../random.ts';
import { paperFonts } from './fonts.ts';

const size = { width: 900, height: 600 };
const kinds: Record<string, { title: string; paper: string; ink: string }> = {
  invoice: { title: '费用发票', paper: '#fbf7ef', ink: '#7a3b1d' },
  wages: { title: '发放签收单', paper: '#fdfdfb', ink: '#22304a' },
  bank: { title: '银行进账回单', paper: '#f4f8f4', ink: '#1d5a3c' },
  receipt: { title: '收 款 收 据', paper: '#fdf4f2', ink: '#8c2b3a' },
};

function grid(context: SKRSContext2D, ink: string, rows: number): void {
  context.strokeStyle = ink;
  context.lineWidth = 1.6;
  context.strokeRect(90, 150, 720, rows * 52);
  for (let row = 1; row < rows; row += 1) {
    context.beginPath();
    context.moveTo(90, 150 + row * 52);
    context.lineTo(810, 150 + row * 52);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(270, 150);
  context.lineTo(270, 150 + rows * 52);
  context.stroke();
}

function stamp(context: SKRSContext2D, random: Random, fonts: string, text: string): void {
  context.save();
  context.translate(650 + random.integer(-40, 40), 430 + random.integer(-24, 24));
  context.rotate((random.integer(-14, 14) * Math.PI) / 180);
  context.globalAlpha = 0.72;
  context.strokeStyle = '#c0392b';
  context.fillStyle = '#c0392b';
  context.lineWidth = 4;
  context.beginPath();
  context.arc(0, 0, 70, 0, Math.PI * 2);
  context.stroke();
  context.textAlign = 'center';
  context.font = `500 20px ${fonts}`;
  context.fillText(text, 0, -12, 120);
  context.fillText('演示专用章', 0, 24);
  context.restore();
}

/** @param lines place, account, what for, amount in 元, day */
export function drawReceipt(kind: string, lines: readonly string[], seed: string): Buffer {
  const random = randomOf(`receipt/${seed}`);
  const fonts = paperFonts();
  const look = kinds[kind] ?? { title: '费用发票', paper: '#fbf7ef', ink: '#7a3b1d' };
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fontVariationSettings = "'wght' 480";
  context.fillStyle = ['#8a7a68', '#6d6a63', '#a18f78', '#5f6b70'][random.integer(0, 3)] ?? '#8a7a68';
  context.fillRect(0, 0, size.width, size.height);
  context.translate(size.width / 2, size.height / 2);
  context.rotate((random.integer(-25, 25) * Math.PI) / 1800);
  context.translate(-size.width / 2, -size.height / 2);
  context.fillStyle = look.paper;
  context.fillRect(40, 34, size.width - 80, size.height - 68);
  context.fillStyle = look.ink;
  context.textAlign = 'center';
  context.font = `500 34px ${fonts}`;
  context.fillText(look.title, size.width / 2, 96);
  context.font = `500 18px ${fonts}`;
  context.textAlign = 'left';
  context.fillText(`№ ${String(random.integer(100_000, 999_999))}（演示）`, 610, 132);
  const labels = ['单位', '科目', '事由', '金额（元）', '日期', '经手'];
  grid(context, look.ink, labels.length);
  context.font = `500 22px ${fonts}`;
  const values = [...lines.slice(0, 5), random.pick(['王建平', '徐美娟', '章小军'])];
  labels.forEach((label, index) => {
    context.fillStyle = look.ink;
    context.fillText(label, 112, 184 + index * 52);
    context.fillStyle = '#23211f';
    context.fillText(values[index] ?? '', 292, 184 + index * 52, 500);
  });
  stamp(context, random, fonts, lines[0] ?? '');
  return canvas.toBuffer('image/jpeg', 78);
}
