import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openPainter } from '../../../main/printing/glyph-painter.ts';

/** The shipped font comes in a hundred files by range of characters; the drawing library mixes files of one name up. */
test('every character is drawn from the file that has it, light and bold', async () => {
  const root = dirname(
    createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
  );
  const names = readdirSync(join(root, 'files')).filter((name) => name.endsWith('wght-normal.woff2'));
  const painter = await openPainter(names.map((name) => join(root, 'files', name)));
  const characters = [...'村务公开收支明细补贴监督龚邓㎡①A8，'];
  for (const bold of [false, true]) {
    const shapes = characters.map((text) => {
      const picture = painter.paint({ kind: 'text', text, bold, wide: false, tall: false }, 24);
      expect(picture).toMatchObject({ widthBytes: 3, height: 34 });
      return Buffer.from(picture.data).toString('hex');
    });
    expect(new Set(shapes).size).toBe(characters.length);
  }
});
