/** A package without Electron, made once: what lies in it, and that it runs far from the project's folder. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltPackage, buildPackage } from '../../../build/packaging/build-package.ts';
import { isWide, ownPlaceIn } from '../../../build/packaging/bundle.ts';
import { packageFaults } from '../../../build/packaging/contents.ts';
import { PackagingError, targetOf } from '../../../build/packaging/target.ts';
import { migrationsOf } from '../../../db/migrate.ts';
import { programFiles } from '../../../main/program/program-files.ts';

const limit = 120_000;
let folder: string;
let built: BuiltPackage;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-package-'));
  built = await buildPackage({ folder: path.join(folder, 'package'), version: '7.8.9', shell: 'chromium' });
}, limit);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inPackage = (file: string) => path.join(built.folder, file);

/** Runs a script on the package's own Node, with nothing of the project's environment. */
async function onShippedNode(script: string): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(inPackage('resources/node/node'), ['--input-type=module', '-e', script], {
    cwd: '/',
    env: { HOME: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, lines };
}

describe('what lies in a package', () => {
  it('is what runs, and nothing else', async () => {
    expect(await packageFaults(built)).toEqual([]);
  });

  it.each([
    ['resources/app/core.ts', 'no part of the program'],
    ['resources/app/renderer/terminal/notes.md', 'nothing that runs'],
    ['resources/app/renderer/tests/a.js', 'nothing that runs'],
    ['resources/app/node_modules/better-sqlite3/prebuilds/win32-x64.node', "another machine's"],
    ['resources/app/node_modules/left-pad/index.js', 'no part of the program'],
    ['resources/default_app.asar', 'no part of the program'],
    ['resources/app/main.mjs', 'no part of the program'],
    ['locales/de.pak', 'a language nobody is shown'],
  ])('does not pass with %s in it', async (file, why) => {
    mkdirSync(path.dirname(inPackage(file)), { recursive: true });
    writeFileSync(inPackage(file), '');
    const faults = await packageFaults(built);
    rmSync(inPackage(file));
    expect(faults).toContain(`${file}: ${why}`);
  });

  it('does not pass as an Electron package without Electron', async () => {
    expect(await packageFaults({ ...built, shell: 'electron' })).toContain('sanwu: missing');
  });

  it('says its version and machine', () => {
    const manifest = JSON.parse(readFileSync(inPackage('resources/app/package.json'), 'utf8'));
    expect(manifest).toMatchObject({ version: '7.8.9', platform: `${process.platform}-${process.arch}` });
    expect(manifest.dependencies).toBeUndefined();
  });
});

describe('a package away from the project', () => {
  it('has programs that stay in memory with one byte a character', () => {
    const programs = readdirSync(inPackage('resources/app')).filter((name) =>
      /^(core.*|content-worker|kiosk|launcher)\.mjs$/.test(name),
    );
    expect(programs.length).toBeGreaterThanOrEqual(4);
    for (const name of programs) {
      expect(isWide(readFileSync(inPackage(`resources/app/${name}`), 'utf8')), name).toBe(false);
    }
    expect(isWide('村')).toBe(true);
  });

  it('has every migration, both native modules and the fonts of slips', async () => {
    const app = inPackage('resources/app');
    const fonts = readdirSync(inPackage('resources/app/renderer/assets')).filter((name) =>
      /^(noto-sans-sc-.*wght-normal|rare-regular)-.*\.woff2$/.test(name),
    );
    expect(fonts).toHaveLength(programFiles.slipFonts().length);
    const font = inPackage(`resources/app/renderer/assets/${fonts[0]}`);
    const script = `
      import { createRequire } from 'node:module';
      const require = createRequire(${JSON.stringify(`${app}/core.mjs`)});
      const Database = require('better-sqlite3');
      const { createCanvas, GlobalFonts } = require('@napi-rs/canvas');
      new Database(':memory:').exec('create virtual table t using fts5(a)');
      const font = GlobalFonts.registerFromPath(${JSON.stringify(font)}, 'slip');
      if (!font) throw new Error('no font');
      createCanvas(8, 8).getContext('2d').fillText('字', 0, 8);
      console.log(process.version, Object.keys(require.cache).every((file) => file.startsWith(${JSON.stringify(app)})));
    `;
    const { code, lines } = await onShippedNode(script);
    expect(code).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^v24\.\d+\.\d+ true$/)]);
    for (const name of ['content', 'records'] as const) {
      expect(readdirSync(inPackage(`resources/app/migrations/${name}`))).toHaveLength(
        migrationsOf(name).length,
      );
    }
  });
});

describe('what cannot be packaged', () => {
  it('says which machines there are', () => {
    expect(() => targetOf('darwin', 'arm64')).toThrow(PackagingError);
    expect(() => targetOf('win32', 'arm64')).toThrow(/linux x64, linux arm64, win32 x64/);
  });

  it('says how to get the parts of another machine', async () => {
    const order = { folder: path.join(folder, 'other'), shell: 'chromium' as const, modules: folder };
    await expect(buildPackage({ ...order, target: targetOf('win32', 'x64') })).rejects.toMatchObject({
      kind: 'missing-part',
      message: expect.stringContaining('npm ci --os=win32 --cpu=x64'),
    });
  });

  it('says where Electron is to be found', async () => {
    const order = { folder: path.join(folder, 'other'), electron: folder };
    await expect(buildPackage(order)).rejects.toMatchObject({ kind: 'missing-part' });
  });

  it('finds modules that look for files beside themselves', () => {
    expect(ownPlaceIn('const here = import.meta.dirname;')).toBe('import.meta.dirname');
    expect(ownPlaceIn("new URL('./worker.ts', import.meta.url)")).toBe('import.meta.url');
    expect(ownPlaceIn('/** not import.meta.url */ export {};\n// nor import.meta.url\n')).toBeUndefined();
  });
});
