/** Fonts of drawn papers: the bundled Chinese font where it is installed, so that pictures are alike on every machine. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { GlobalFonts } from '@napi-rs/canvas';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bundled = path.join(root, 'node_modules/@fontsource-variable/noto-sans-sc/files');
/** Characters of names and places that the bundled font lacks. */
const rare = path.join(root, 'renderer/shared/fonts/rare-regular.otf');
const systemFonts = [
  'Noto Sans CJK SC',
  'Noto Sans CJK JP',
  'Microsoft YaHei',
  'WenQuanYi Zen Hei',
  'sans-serif',
];

let families: string | undefined;

/** Font families for a canvas's `font`, registered at first use. */
export function paperFonts(): string {
  if (families !== undefined) return families;
  const files = existsSync(bundled)
    ? readdirSync(bundled)
        .sort()
        .map((name) => path.join(bundled, name))
    : [];
  if (existsSync(rare)) files.push(rare);
  const names = files.flatMap((file, index) => {
    const name = `demo-paper-${index}`;
    return GlobalFonts.registerFromPath(file, name) ? [name] : [];
  });
  families = [...names, ...systemFonts].map((name) => `"${name}"`).join(', ');
  return families;
}
