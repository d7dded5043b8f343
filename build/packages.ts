import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * Development dependencies that only build, check or test. Every other one is bundled into a page or into the shell and is
 * therefore shipped, like all `dependencies`: its licence counts and stands in NOTICES.
 */
export const tools: readonly string[] = [
  '@biomejs/biome',
  '@electron/fuses',
  '@node-escpos/core',
  '@node-escpos/network-adapter',
  '@types/better-sqlite3',
  '@types/markdown-it',
  '@types/node',
  '@types/qrcode',
  '@types/react',
  '@types/react-dom',
  '@types/yauzl',
  '@vitejs/plugin-react',
  'axe-core',
  'electron-builder',
  'exceljs',
  'jsqr',
  'jszip',
  'playwright-core',
  'rolldown',
  'typescript',
  'vite',
  'vitest',
];

/** What package.json declares: name → exact version. */
export interface DeclaredPackages {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/** One entry of package-lock.json (format 3), the fields that checks read. */
export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>;
}

/** package-lock.json: path below the project (`node_modules/a/node_modules/b`, '' is the project) → entry. */
export type LockedPackages = Readonly<Record<string, LockEntry>>;

/** Reads package.json of `folder`. */
export function declaredPackages(folder: string = root): DeclaredPackages {
  return {
    dependencies: {},
    devDependencies: {},
    optionalDependencies: {},
    ...JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')),
  };
}

/** Reads package-lock.json of `folder`. */
export function lockedPackages(folder: string = root): LockedPackages {
  return JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages;
}
