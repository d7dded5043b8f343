import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type Import, importsOf, sourceExtensions } from './imports.ts';
import type { Layer, Packages } from './layers.ts';
import { type DeclaredPackages, tools } from './packages.ts';

const notSources = new Set(['node_modules', 'dist', 'test-results']);

/** Source files below `root`, as paths with `/`, without what is installed, built or hidden. */
export function sourceFiles(root: string, below = ''): string[] {
  return readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || notSources.has(entry.name)) return [];
    const file = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return sourceFiles(root, file);
    return sourceExtensions.includes(path.extname(file)) ? [file] : [];
  });
}

/** The row that covers a file: of all that do, the one with the longest folder. */
function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  return layers
    .filter((layer) => file === layer.folder || file.startsWith(`${layer.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function mayUsePackage(layer: Layer, name: string, declared: DeclaredPackages): boolean {
  if (layer.also?.includes(name)) return true;
  const production = name in declared.dependencies;
  const development = name in declared.devDependencies;
  if (layer.packages === 'any') return production || development;
  if (layer.packages === 'production') return production;
  if (layer.packages === 'page')
    return production || (development && !tools.includes(name) && name !== 'electron');
  return false;
}

/** Why this import is wrong, or undefined where it is right. */
function objection(
  file: string,
  layer: Layer,
  { specifier }: Import,
  layers: readonly Layer[],
  declared: DeclaredPackages,
): string | undefined {
  if (specifier === undefined) {
    return layer.packages === 'any' ? undefined : 'imports a computed name, which no table can check';
  }
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''));
    const row = layerOf(target, layers);
    if (row === undefined) return `imports ${target}, which no row of the table covers`;
    if (row === layer || layer.imports.includes('*') || layer.imports.includes(row.folder)) return undefined;
    return `imports ${target}: ${layer.folder} may not import ${row.folder}`;
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `imports ${specifier} without node:`;
    const allowed: readonly Packages[] = ['node', 'production', 'any'];
    return allowed.includes(layer.packages)
      ? undefined
      : `imports ${specifier}: ${layer.folder} does not run on Node`;
  }
  const name = packageName(specifier);
  return mayUsePackage(layer, name, declared)
    ? undefined
    : `imports ${name}: not a package for ${layer.folder}`;
}

/**
 * Reads every source file below `root` against the table.
 * @returns one line per fault, `file:line: what is wrong`; empty when all is well
 */
export function layerFaults(root: string, layers: readonly Layer[], declared: DeclaredPackages): string[] {
  return sourceFiles(root).flatMap((file) => {
    const layer = layerOf(file, layers);
    if (layer === undefined) return [`${file}: no row of build/layers.ts covers this file`];
    const text = readFileSync(path.join(root, file), 'utf8');
    return importsOf(text, path.extname(file)).flatMap((each) => {
      const fault = objection(file, layer, each, layers, declared);
      return fault === undefined ? [] : [`${file}:${each.line}: ${fault}`];
    });
  });
}
