// The door behind every npm script: plain JavaScript for whatever Node (20 or newer) the machine has, with nothing
// installed yet. It installs, builds what changed, and hands over to the pinned Node 24, which runs TypeScript as it is.
// Everything it says goes to stderr: stdout belongs to the program it starts (ready line, JSON lines).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './bootstrap/built.mjs';
import { ensureInstalled } from './bootstrap/installed.mjs';
import { say } from './bootstrap/progress.mjs';
import { passOn, pinnedNode } from './bootstrap/runtime.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @type {Record<string, { entry: string, built: boolean }>} */
const commands = {
  start: { entry: 'main/start/start.ts', built: true },
  kiosk: { entry: 'main/start/kiosk.ts', built: true },
  county: { entry: 'county/cli/main.ts', built: false },
  bench: { entry: 'build/bench.ts', built: false },
  dist: { entry: 'build/packaging/main.ts', built: true },
  test: { entry: 'build/test.ts', built: false },
  'test:long': { entry: 'build/test-long.ts', built: true },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  say(`usage: node build/bootstrap.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exit(2);
}

try {
  await ensureInstalled(root);
  if (command.built) await ensureBuilt(root);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
passOn(pinnedNode(root), [path.join(root, command.entry), ...args]);
