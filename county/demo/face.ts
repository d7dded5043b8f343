/** A made-up face for the demo county: a mark of hills and water, and a drawn picture of the place (R6.4). */
import { createCanvas } from '@napi-rs/canvas';
import type { TerminalSettings } from '../../main/contract/settings.ts';
import { drawScene } from './drawing/scenes.ts';

const side = 160;
const red = '#b3261e';

function drawMark(): Buffer {
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.fillStyle = red;
  context.beginPath();
  context.arc(side / 2, side / 2, side / 2 - 2, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#faf6ef';
  context.beginPath();
  context.moveTo(24, 92);
  context.lineTo(64, 40);
  context.lineTo(86, 68);
  context.lineTo(102, 50);
  context.lineTo(136, 92);
  context.closePath();
  context.fill();
  context.strokeStyle = '#faf6ef';
  context.lineWidth = 9;
  context.lineCap = 'round';
  for (const y of [108, 126]) {
    context.beginPath();
    context.moveTo(44, y);
    context.bezierCurveTo(62, y - 12, 76, y + 12, 92, y);
    context.bezierCurveTo(100, y - 6, 108, y - 4, 116, y);
    context.stroke();
  }
  return canvas.toBuffer('image/png');
}

export function demoFace(): TerminalSettings['face'] {
  const picture = drawScene('', ['云溪村'], 'face');
  return {
    accent: red,
    mark: `data:image/png;base64,${drawMark().toString('base64')}`,
    picture: `data:image/jpeg;base64,${picture.toString('base64')}`,
  };
}
