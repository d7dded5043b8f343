/** What every package has, whatever shows it: `resources/app` with the program, `resources/node` with its runtime. */
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureBuilt } from '../bootstrap/built.mjs';
import { root } from '../packages.ts';
import { writeBundles } from './bundle.ts';
import { copyNativeModules, missing } from './native-modules.ts';
import { executable, type PackagedShell, type Target } from './target.ts';

export interface ProgramOrder {
  readonly target: Target;
  readonly shell: PackagedShell;
  /** What the terminal says its software is: package.json's version, unless a test asks for another. */
  readonly version: string;
  /** An installed node_modules with the target's native packages. */
  readonly modules: string;
}

/** The manifest of the shipped program: Electron reads `main`, the core `version`, an update `platform` too. It names no dependencies. */
function manifest({ version, target }: ProgramOrder): string {
  const value = {
    name: 'sanwu',
    productName: 'Sanwu',
    version,
    platform: `${target.platform}-${target.arch}`,
    description: 'Village disclosure terminal and notice screen',
    author: 'Sanwu',
    private: true,
    type: 'module',
    main: 'electron-main.mjs',
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

async function copyNode(order: ProgramOrder, folder: string): Promise<void> {
  const system = order.target.platform === 'win32' ? 'win' : order.target.platform;
  const name = `node-${system}-${order.target.arch}`;
  const file = executable(order.target, 'node');
  const source = path.join(order.modules, name, 'bin', file);
  if (!existsSync(source)) throw missing(name, order.target);
  await mkdir(folder, { recursive: true });
  await cp(source, path.join(folder, file));
  await chmod(path.join(folder, file), 0o755);
}

/**
 * Writes `app/` and `node/` below `resources`.
 * @throws PackagingError where a part of the target is not installed
 */
export async function writeProgram(resources: string, order: ProgramOrder): Promise<void> {
  await ensureBuilt(root);
  const app = path.join(resources, 'app');
  await writeBundles(app, order.shell);
  await writeFile(path.join(app, 'package.json'), manifest(order));
  await cp(path.join(root, 'dist/renderer'), path.join(app, 'renderer'), { recursive: true });
  await cp(path.join(root, 'db/migrations'), path.join(app, 'migrations'), { recursive: true });
  await cp(path.join(root, 'NOTICES'), path.join(app, 'NOTICES'));
  await copyNativeModules(order.modules, path.join(app, 'node_modules'), order.target);
  await copyNode(order, path.join(resources, 'node'));
}

/** The version in package.json. */
export async function declaredVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
