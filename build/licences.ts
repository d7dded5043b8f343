import { type DeclaredPackages, type LockedPackages, tools } from './packages.ts';

/** Licences under which something may be shipped with a closed product, without giving out its source. */
const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose package.json names no licence, read by hand; checked again when the version changes. */
const readByHand: Readonly<Record<string, string>> = {
  // README.md carries the full MIT text.
  'node-bitmap@0.0.1': 'MIT',
};

/** A package that is given out with the product. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; '' where none is known. */
  readonly licence: string;
  /** Folder below the project, with `/`; not there when the package is for another platform. */
  readonly folder: string;
  /** Only installed on machines of its own kind. */
  readonly platformOnly: boolean;
}

/**
 * Electron is shipped as its binary; its npm dependencies only download that, and are left behind.
 */
const shippedAlone = new Set(['electron']);

/** Where Node would find `name` when required from the package at `from`; undefined if nowhere. */
function resolve(locked: LockedPackages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in locked) return candidate;
    if (folder === '') return undefined;
  }
}

function needs(locked: LockedPackages, folder: string): string[] {
  const entry = locked[folder];
  const peers = Object.keys(entry?.peerDependencies ?? {}).filter(
    (name) => entry?.peerDependenciesMeta?.[name]?.optional !== true,
  );
  const own = Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies });
  return [...own, ...peers];
}

/** Everything that is shipped, dependencies of dependencies included, by name and version. */
export function shippedPackages(declared: DeclaredPackages, locked: LockedPackages): ShippedPackage[] {
  const direct = Object.keys({
    ...declared.dependencies,
    ...declared.optionalDependencies,
    ...declared.devDependencies,
  }).filter((name) => !tools.includes(name));
  const found = new Set<string>();
  const waiting = direct.map((name) => ({ from: '', name }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = resolve(locked, next.from, next.name);
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    if (shippedAlone.has(next.name)) continue;
    waiting.push(...needs(locked, folder).map((name) => ({ from: folder, name })));
  }
  return [...found].map((folder) => shippedPackage(folder, locked)).sort(byNameAndVersion);
}

function shippedPackage(folder: string, locked: LockedPackages): ShippedPackage {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const entry = locked[folder];
  const version = entry?.version ?? '';
  const licence = entry?.license ?? readByHand[`${name}@${version}`] ?? '';
  return { name, version, licence, folder, platformOnly: entry?.os !== undefined };
}

function byNameAndVersion(a: ShippedPackage, b: ShippedPackage): number {
  const left = `${a.name}@${a.version}`;
  const right = `${b.name}@${b.version}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether an SPDX expression leaves a choice that is allowed: one side of OR, every side of AND. */
export function isAllowed(expression: string): boolean {
  const plain = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  const choices = plain.split(' OR ');
  if (choices.length > 1) return choices.some(isAllowed);
  const parts = plain.split(' AND ');
  if (parts.length > 1) return parts.every(isAllowed);
  return allowedLicences.has(plain);
}

/** One line per shipped package whose licence is missing or not allowed. */
export function licenceFaults(declared: DeclaredPackages, locked: LockedPackages): string[] {
  return shippedPackages(declared, locked)
    .filter((each) => !isAllowed(each.licence))
    .map((each) => `${each.name}@${each.version}: ${each.licence || 'no licence declared'}`);
}
