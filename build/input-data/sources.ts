/** Where the data of the input engines comes from: Debian packages and one npm package, fetched with their own clients. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Debian packages and the file of each that is read. */
const debian = {
  'rime-data-pinyin-simp': 'usr/share/rime-data/pinyin_simp.dict.yaml',
  'unicode-data': 'usr/share/unicode/Unihan_Readings.txt.bz2',
  'fonts-lxgw-wenkai': 'usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf',
  'fonts-wqy-zenhei': 'usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
} as const;

export type DebianPackage = keyof typeof debian;

/** Middle lines of strokes, Arphic Public License. */
export const strokeData = 'hanzi-writer-data@2.0.1';

/** Unpacks a Debian package below `cache`, once. @returns the file that is read */
export function debianFile(cache: string, name: DebianPackage): string {
  const folder = path.join(cache, name);
  const file = path.join(folder, debian[name]);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  execFileSync('apt-get', ['download', '-q', name], { cwd: folder, stdio: 'ignore' });
  const archive = readdirSync(folder).find((each) => each.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get brought no ${name}`);
  execFileSync('dpkg-deb', ['-x', archive, '.'], { cwd: folder });
  return file;
}

/** Unpacks the stroke data below `cache`, once. @returns its folder: one JSON file for each character */
export function strokeFolder(cache: string): string {
  const folder = path.join(cache, 'strokes');
  const inside = path.join(folder, 'package');
  if (existsSync(inside)) return inside;
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['pack', '--silent', strokeData], { cwd: folder, stdio: 'ignore' });
  const archive = readdirSync(folder).find((each) => each.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm brought no ${strokeData}`);
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  return inside;
}

/** Values of a property of Unihan, by character. */
export function unihan(
  cache: string,
  file: 'Readings' | 'OtherMappings',
  property: string,
): Map<string, string> {
  const readings = debianFile(cache, 'unicode-data');
  const name = path.join(path.dirname(readings), `Unihan_${file}.txt.bz2`);
  const text = execFileSync('bzcat', [name], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [code = '', key, value = ''] = line.split('\t');
    if (key === property && code.startsWith('U+'))
      found.set(String.fromCodePoint(Number.parseInt(code.slice(2), 16)), value);
  }
  return found;
}

/** 通用规范汉字表 (2013) by Unihan's kTGH: character → its number; 1–3500 are the first list, to 6500 the second. */
export function commonCharacters(cache: string): Map<string, number> {
  const numbers = unihan(cache, 'OtherMappings', 'kTGH');
  return new Map([...numbers].map(([character, value]) => [character, Number(value.replace('2013:', ''))]));
}
