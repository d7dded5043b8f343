/** The machines that a package can be made for. */

export type Platform = 'linux' | 'win32';
export type Arch = 'x64' | 'arm64';

export interface Target {
  readonly platform: Platform;
  readonly arch: Arch;
}

/** Shells a package can carry: `chromium` uses the system's browser and has no Electron. */
export type PackagedShell = 'electron' | 'chromium';

/** The only pairs for which Node and the native modules exist (package.json, optionalDependencies). */
export const targets: readonly Target[] = [
  { platform: 'linux', arch: 'x64' },
  { platform: 'linux', arch: 'arm64' },
  { platform: 'win32', arch: 'x64' },
];

/** Expected failure of packaging, in words for the person who ran it. */
export class PackagingError extends Error {
  readonly kind: 'unknown-target' | 'missing-part' | 'unwanted-part' | 'tool-failed';

  constructor(kind: PackagingError['kind'], message: string) {
    super(message);
    this.name = 'PackagingError';
    this.kind = kind;
  }
}

/** @throws PackagingError `unknown-target` */
export function targetOf(platform: string, arch: string): Target {
  const found = targets.find((each) => each.platform === platform && each.arch === arch);
  if (found) return found;
  const known = targets.map((each) => `${each.platform} ${each.arch}`).join(', ');
  throw new PackagingError('unknown-target', `no package for ${platform} ${arch}; there are: ${known}`);
}

/** Name of a binary on the target. */
export function executable(target: Target, name: string): string {
  return target.platform === 'win32' ? `${name}.exe` : name;
}
