/** Pictures of the place, drawn: hills, a road, a hall, a noticeboard, people at work. Every seed gives another one. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Random, randomOf } from '../random.ts';
import { paperFonts } from './fonts.ts';

const width = 960;
const height = 640;
const horizon = 330;

type Brush = { context: SKRSContext2D; random: Random };

const skies = [
  ['#bcd7ea', '#f2ead8'],
  ['#9fc4e0', '#e9eef0'],
  ['#d9dfe0', '#f4efe4'],
  ['#f0cfa6', '#f7ead3'],
  ['#a8cfe6', '#fdf6e6'],
] as const;

function polygon({ context }: Brush, colour: string, points: readonly (readonly [number, number])[]): void {
  context.fillStyle = colour;
  context.beginPath();
  points.forEach(([x, y], index) => {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
  context.fill();
}

function rectangle({ context }: Brush, colour: string, x: number, y: number, w: number, h: number): void {
  context.fillStyle = colour;
  context.fillRect(x, y, w, h);
}

function landscape(brush: Brush): void {
  const { context, random } = brush;
  const [top, bottom] = random.pick(skies);
  const gradient = context.createLinearGradient(0, 0, 0, horizon + 60);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  const hills = ['#a9bfb4', '#86a391', '#648a6c'];
  hills.forEach((colour, layer) => {
    const points: [number, number][] = [[0, height]];
    const base = horizon - 90 + layer * 42;
    const phase = random.next() * 6;
    for (let x = 0; x <= width; x += 24) {
      points.push([
        x,
        base - Math.sin(x / (150 - layer * 22) + phase) * (46 - layer * 10) - Math.sin(x / 61 + phase) * 10,
      ]);
    }
    polygon(brush, colour, [...points, [width, height]]);
  });
  rectangle(brush, random.pick(['#8fa765', '#a8b36b', '#b9b46c', '#7f9c63']), 0, horizon + 20, width, height);
}

function tree(brush: Brush, x: number, y: number, size: number): void {
  const { context, random } = brush;
  rectangle(brush, '#6b5138', x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5);
  context.fillStyle = random.pick(['#4f7a4c', '#5d8a4e', '#47704a', '#7c8f45']);
  for (let blob = 0; blob < 5; blob += 1) {
    context.beginPath();
    context.arc(
      x + random.integer(-22, 22) * (size / 90),
      y - size * (0.55 + random.next() * 0.35),
      size * 0.25,
      0,
      Math.PI * 2,
    );
    context.fill();
  }
}

function house(brush: Brush, x: number, y: number, size: number): void {
  const { random } = brush;
  rectangle(brush, random.pick(['#f1ece2', '#e8e2d5', '#f6f2ea']), x, y - size * 0.6, size, size * 0.6);
  polygon(brush, random.pick(['#4e4b4a', '#5b5552', '#6a4a40']), [
    [x - size * 0.08, y - size * 0.58],
    [x + size * 0.5, y - size * 0.9],
    [x + size * 1.08, y - size * 0.58],
  ]);
  rectangle(brush, '#6f5a48', x + size * 0.42, y - size * 0.3, size * 0.16, size * 0.3);
  for (const offset of [0.12, 0.72])
    rectangle(brush, '#8fa6b2', x + size * offset, y - size * 0.42, size * 0.16, size * 0.16);
}

function village(brush: Brush): void {
  const { random } = brush;
  for (let count = random.integer(3, 6); count > 0; count -= 1) {
    house(brush, random.integer(10, width - 150), horizon + random.integer(20, 46), random.integer(64, 118));
  }
  for (let count = random.integer(3, 7); count > 0; count -= 1) {
    tree(brush, random.integer(0, width), horizon + random.integer(30, 60), random.integer(60, 120));
  }
}

function person(brush: Brush, x: number, y: number, size: number): void {
  const { context, random } = brush;
  rectangle(
    brush,
    random.pick(['#34495e', '#8c4a3c', '#5d6d4e', '#4a4e69', '#c77f3b']),
    x - size * 0.16,
    y - size * 0.68,
    size * 0.32,
    size * 0.4,
  );
  rectangle(brush, '#3b3a3c', x - size * 0.14, y - size * 0.3, size * 0.11, size * 0.3);
  rectangle(brush, '#3b3a3c', x + size * 0.03, y - size * 0.3, size * 0.11, size * 0.3);
  context.fillStyle = '#d9a982';
  context.beginPath();
  context.arc(x, y - size * 0.78, size * 0.12, 0, Math.PI * 2);
  context.fill();
}

function people(brush: Brush, least: number, most: number): void {
  const { random } = brush;
  for (let count = random.integer(least, most); count > 0; count -= 1) {
    person(brush, random.integer(80, width - 80), random.integer(500, 600), random.integer(90, 130));
  }
}

const middleOf = ({ random }: Brush) => 480 + random.integer(-90, 90);

/** A strip that runs towards the hills. */
function strip(brush: Brush, colour: string, spread: number, middle: number): void {
  polygon(brush, colour, [
    [middle - 16, horizon + 30],
    [middle + 16, horizon + 30],
    [middle + spread, height],
    [middle - spread, height],
  ]);
}

function road(brush: Brush, colour = '#4b4d52'): void {
  const middle = middleOf(brush);
  strip(brush, '#cfc8ba', 380, middle);
  strip(brush, colour, 340, middle);
  for (let y = horizon + 50; y < height; y += 44)
    rectangle(brush, '#ece7d8', middle - 4, y, 8 + (y - horizon) / 40, 20);
}

function water(brush: Brush): void {
  const middle = middleOf(brush);
  strip(brush, '#9d9788', 330, middle);
  strip(brush, '#7fa9b8', 280, middle);
}

function hall(brush: Brush): void {
  rectangle(brush, '#efe7da', 190, 250, 580, 270);
  polygon(brush, '#4d4a4a', [
    [150, 256],
    [480, 140],
    [810, 256],
  ]);
  for (let column = 0; column < 5; column += 1) rectangle(brush, '#a8483b', 222 + column * 124, 300, 24, 220);
  rectangle(brush, '#6f5a48', 420, 360, 120, 160);
  rectangle(brush, '#c9b48f', 0, 520, width, 120);
}

function board(brush: Brush, lines: readonly string[]): void {
  const { context } = brush;
  rectangle(brush, '#b8b2a6', 0, 470, width, 170);
  rectangle(brush, '#8d9296', 150, 130, 660, 380);
  rectangle(brush, '#fbfaf5', 172, 190, 616, 296);
  rectangle(brush, '#b3261e', 172, 150, 616, 44);
  context.fillStyle = '#fff';
  context.font = `500 28px ${paperFonts()}`;
  context.textAlign = 'center';
  context.fillText('公 开 栏', 480, 182);
  context.textAlign = 'left';
  context.fillStyle = '#3a3532';
  context.font = `500 20px ${paperFonts()}`;
  lines.slice(0, 6).forEach((line, index) => {
    context.fillText(line, 200, 232 + index * 40, 560);
  });
}

function room(brush: Brush): void {
  const { random } = brush;
  rectangle(brush, '#ece6da', 0, 0, width, 430);
  rectangle(brush, '#b79a74', 0, 430, width, 210);
  rectangle(brush, '#c23b30', 210, 60, 540, 66);
  polygon(brush, '#8a6242', [
    [120, 470],
    [840, 470],
    [930, 600],
    [30, 600],
  ]);
  for (let seat = 0; seat < 7; seat += 1) person(brush, 150 + seat * 110, 480, random.integer(150, 175));
}

function lamps(brush: Brush): void {
  road(brush, '#77756f');
  for (let lamp = 0; lamp < 5; lamp += 1) {
    const x = 120 + lamp * 80;
    const tall = 330 - lamp * 44;
    rectangle(brush, '#5c6166', x, 610 - lamp * 40 - tall, 8, tall);
    rectangle(brush, '#f7d774', x - 12, 606 - lamp * 40 - tall, 34, 10);
  }
}

const scenes: Record<string, (brush: Brush, lines: readonly string[]) => void> = {
  road: (brush) => {
    village(brush);
    road(brush);
  },
  track: (brush) => {
    village(brush);
    road(brush, '#b59f78');
  },
  park: (brush) => {
    water(brush);
    for (let x = 60; x < width; x += 170) tree(brush, x, 600, 150);
    people(brush, 2, 4);
  },
  river: (brush) => {
    village(brush);
    water(brush);
  },
  canal: (brush) => {
    water(brush);
    people(brush, 1, 3);
  },
  bridge: (brush) => {
    water(brush);
    rectangle(brush, '#a7a29a', 0, 450, width, 46);
    for (let x = 20; x < width; x += 60) rectangle(brush, '#d4d7d9', x, 392, 10, 60);
  },
  hall: (brush) => {
    hall(brush);
    people(brush, 2, 5);
  },
  clinic: (brush) => {
    hall(brush);
    rectangle(brush, '#fff', 440, 190, 80, 80);
    rectangle(brush, '#c0392b', 472, 200, 16, 60);
    rectangle(brush, '#c0392b', 450, 222, 60, 16);
  },
  canteen: (brush) => {
    room(brush);
  },
  meeting: (brush) => {
    room(brush);
  },
  yard: (brush) => {
    village(brush);
    polygon(brush, '#c8c1b1', [
      [120, 430],
      [840, 430],
      [960, 640],
      [0, 640],
    ]);
    people(brush, 2, 4);
  },
  pipes: (brush) => {
    village(brush);
    strip(brush, '#8b6f4e', 180, middleOf(brush));
    for (let pipe = 0; pipe < 4; pipe += 1)
      rectangle(brush, '#2f3437', 560 + pipe * 14, 470 + pipe * 34, 300, 24);
    people(brush, 2, 3);
  },
  lamps: (brush) => {
    village(brush);
    lamps(brush);
  },
  field: (brush) => {
    village(brush);
    for (let row = 0; row < 9; row += 1)
      rectangle(brush, row % 2 === 0 ? '#9bb25c' : '#b4c26f', 0, 400 + row * 28, width, 16);
    people(brush, 2, 5);
  },
  volunteers: (brush) => {
    village(brush);
    road(brush, '#8c8880');
    people(brush, 5, 8);
  },
  board,
  hillside: (brush) => {
    village(brush);
    for (let count = 0; count < 12; count += 1)
      tree(
        brush,
        brush.random.integer(20, 940),
        brush.random.integer(430, 620),
        brush.random.integer(90, 170),
      );
  },
};

/** @param lines what stands on a board, if the scene has one; the first is the caption */
export function drawScene(scene: string, lines: readonly string[], seed: string): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fontVariationSettings = "'wght' 480";
  const brush = { context, random: randomOf(`scene/${seed}`) };
  landscape(brush);
  scenes[scene]?.(brush, lines);
  context.fillStyle = 'rgba(255, 255, 255, 0.86)';
  context.fillRect(0, height - 40, width, 40);
  context.fillStyle = '#3a3532';
  context.font = `500 19px ${paperFonts()}`;
  context.textAlign = 'left';
  context.fillText(`${lines[0] ?? ''}　（演示图片，非实景）`, 18, height - 13, width - 36);
  return canvas.toBuffer('image/jpeg', 76);
}
