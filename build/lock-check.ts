import type { DeclaredPackages, LockedPackages } from './packages.ts';

const exactVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/**
 * Faults of package.json and package-lock.json that make an installation differ from machine to machine: a version range
 * (old npm falls back to other versions silently), a registry's address, or an entry without a digest.
 */
export function lockFaults(declared: DeclaredPackages, locked: LockedPackages): string[] {
  const groups = [declared.dependencies, declared.devDependencies, declared.optionalDependencies];
  const ranges = groups
    .flatMap((group) => Object.entries(group))
    .filter(([, version]) => !exactVersion.test(version))
    .map(([name, version]) => `package.json: ${name} is ${version}, which is no exact version`);
  const entries = Object.entries(locked).filter(([where]) => where !== '');
  const hosts = entries
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([where]) => `package-lock.json: ${where} names the address that it came from`);
  const undigested = entries
    .filter(([, entry]) => entry.integrity === undefined)
    .map(([where]) => `package-lock.json: ${where} has no integrity`);
  return [...ranges, ...hosts, ...undigested];
}
