/** Strokes of characters from the sources, in a square of 1,024, y downwards. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { skeleton } from './skeleton.ts';
import { debianFile, strokeFolder } from './sources.ts';

export type Strokes = number[][];

/** The data's zero is at the letter's base line. */
const top = 900;

/** Middle lines of the printed strokes; none for what the data lacks. */
export function middleLines(cache: string, characters: Iterable<string>): Map<string, Strokes> {
  const folder = strokeFolder(cache);
  const found = new Map<string, Strokes>();
  for (const character of characters) {
    const file = path.join(folder, `${character}.json`);
    if (!existsSync(file)) continue;
    const { medians }: { medians: [number, number][][] } = JSON.parse(readFileSync(file, 'utf8'));
    found.set(
      character,
      medians.map((line) => line.flatMap(([x, y]) => [x, top - y])),
    );
  }
  return found;
}

/** Fonts whose characters are thinned to strokes: `noto` trains, the others only judge. */
export type FontName = 'noto' | 'wenkai' | 'zenhei';

const bundled = path.resolve(
  import.meta.dirname,
  '../../node_modules/@fontsource-variable/noto-sans-sc/files',
);
const rare = path.resolve(import.meta.dirname, '../../renderer/shared/fonts/rare-regular.otf');

function fontFiles(cache: string, name: FontName): string[] {
  if (name === 'wenkai') return [debianFile(cache, 'fonts-lxgw-wenkai')];
  if (name === 'zenhei') return [debianFile(cache, 'fonts-wqy-zenhei')];
  const parts = readdirSync(bundled).filter((file) => file.endsWith('wght-normal.woff2'));
  return [...parts.map((file) => path.join(bundled, file)), rare];
}

/** Skeletons of a font's characters, kept in the cache: thinning takes minutes. */
export function skeletons(cache: string, name: FontName, characters: Iterable<string>): Map<string, Strokes> {
  const kept = path.join(cache, `skeletons-${name}.json`);
  const known: Record<string, Strokes> = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
  const families = fontFiles(cache, name).map((file, index) => {
    GlobalFonts.registerFromPath(file, `${name}-${index}`);
    return `"${name}-${index}"`;
  });
  const found = new Map<string, Strokes>();
  for (const character of characters) {
    known[character] ??= skeleton(character, families.join(','));
    if (known[character].length > 0) found.set(character, known[character]);
  }
  writeFileSync(kept, JSON.stringify(known));
  return found;
}
