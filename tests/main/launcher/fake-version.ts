/** Small stand-ins for a package's folder: real processes that say what a supervisor says, and misbehave as told. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `well`: home, and on and on. `dies`: at once. `dies-later`: right after home. `never-home`, `hangs` (no more heartbeat after home),
 * `silent` (never a heartbeat), `unsteady` (its core keeps failing), `deaf` (ignores SIGTERM), `asks` (home, then asks to be restarted, once).
 */
export type Behaviour =
  | 'well'
  | 'dies'
  | 'dies-later'
  | 'never-home'
  | 'hangs'
  | 'silent'
  | 'deaf'
  | 'asks'
  | 'unsteady'
  | 'migrates';

const program = (version: string, behaviour: Behaviour) => `
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
const data = process.argv[process.argv.indexOf('--data') + 1];
const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
appendFileSync(data + '/started', '${version}\\n');
process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.on('error', () => process.exit(1));
const behaviour = existsSync(data + '/behaviour-${version}') ? readFileSync(data + '/behaviour-${version}', 'utf8') : '${behaviour}';
const beat = () => setInterval(() => say({ beat: true, well: behaviour !== 'unsteady' || Date.now() % 400 < 200 }), 50);
const home = () => setTimeout(() => say({ home: true }), 100);
if (behaviour === 'dies') process.exit(1);
if (behaviour === 'deaf') process.on('SIGTERM', () => {});
else process.on('SIGTERM', () => process.exit(0));
// A child in a group of its own, as a shell has them.
const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
writeFileSync(data + '/child-${version}', String(child.pid));
process.once('exit', () => { if (behaviour !== 'hangs' && behaviour !== 'dies-later') try { child.kill('SIGKILL'); } catch {} });
if (behaviour === 'silent') setInterval(() => {}, 1000);
else {
  const beating = beat();
  say({ ready: true, version: '${version}', pid: process.pid });
  if (behaviour !== 'never-home') home();
  if (behaviour === 'dies-later') setTimeout(() => process.exit(1), 400);
  if (behaviour === 'hangs') setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 400);
  if (behaviour === 'asks') setTimeout(() => process.exit(75), 400);
  if (behaviour === 'migrates') writeFileSync(data + '/records.db', 'migrated by ${version}');
  if (behaviour === 'migrates') setTimeout(() => process.exit(1), 200);
}
`;

/** Writes a package's folder of some version. */
export function writeFakeVersion(
  folder: string,
  version: string,
  behaviour: Behaviour = 'well',
  extra: Record<string, string | Uint8Array> = {},
): void {
  const files = {
    'resources/app/package.json': JSON.stringify({ name: 'sanwu', version, platform: 'linux-x64' }),
    'resources/app/kiosk.mjs': program(version, behaviour),
    'resources/app/migrations/records/0001-first.sql': '-- nothing\n',
    'resources/node/node': `#!/bin/sh\nexec '${process.execPath}' "$@"\n`,
    ...extra,
  };
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  chmodSync(path.join(folder, 'resources/node/node'), 0o755);
}
