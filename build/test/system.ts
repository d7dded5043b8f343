import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Requirement, requirement, requirementNames, systemPackages } from '../requirements.ts';

function missing(): Requirement[] {
  return requirementNames.map(requirement).filter((each) => !each.available);
}

/** Debian's package tool as root: the only case in which the machine may be changed. */
function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, {
    env,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  return status === 0;
}

/** Installs what tests need and the machine lacks, where that is allowed; what stays missing is a skip later. */
export async function installSystemPackages(): Promise<void> {
  const packages = missing().flatMap((each) => systemPackages[each.name]);
  if (packages.length === 0 || !mayInstall()) return;
  process.stderr.write(`[sanwu] installing from the system's packages: ${packages.join(' ')}\n`);
  const done =
    aptGet('update', '-q') && aptGet('install', '-y', '-q', '--no-install-recommends', ...packages);
  if (!done) process.stderr.write('[sanwu] not all of them could be installed; what needs them is skipped\n');
}

/** Why each part that is missing now is missing, one line each. */
export function missingParts(): string[] {
  return missing().map((each) => `${each.name}: ${each.reason}`);
}
