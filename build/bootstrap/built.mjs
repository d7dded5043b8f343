import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { say } from './progress.mjs';
import { pinnedNode, runToEnd } from './runtime.mjs';

/** What the contents of dist/ are made of: files and folders. */
export const sources = [
  'renderer',
  'main/contract',
  'main/text',
  'main/pinyin',
  'main/spoken',
  'main/launch',
  'main/program',
  'main/electron',
  'build/build.ts',
  'build/vite.config.ts',
  'package-lock.json',
];

/** Written into dist/ as the last step of a build. */
export const fingerprintFile = 'dist/fingerprint';

/**
 * Builds dist/ where its sources have changed since it was built. Throws where the build fails.
 * @param {string} root project folder
 */
export async function ensureBuilt(root) {
  if (await isBuilt(root)) return;
  await withLock(root, async () => {
    if (await isBuilt(root)) return;
    say('building the screens');
    const started = Date.now();
    const { code } = await runToEnd(pinnedNode(root), [path.join(root, 'build', 'build.ts')], { cwd: root });
    if (code !== 0) throw new Error('The build failed; the lines above say why.');
    say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
}

/** @param {string} root */
async function isBuilt(root) {
  const stamp = await readFile(path.join(root, fingerprintFile), 'utf8').catch(() => '');
  return stamp === (await fingerprint(root));
}

/**
 * SHA-256, in hex, over names and contents of everything that a build reads.
 * @param {string} root project folder
 */
export async function fingerprint(root) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesBelow(path.join(root, source))) {
      hash.update(`${path.relative(root, file).replaceAll(path.sep, '/')}\n`);
      hash.update(
        createHash('sha256')
          .update(await readFile(file))
          .digest(),
      );
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} source a file or a folder
 * @returns {Promise<string[]>} files in a fixed order; none where there is no such file or folder
 */
async function filesBelow(source) {
  const state = await stat(source).catch(() => undefined);
  if (state === undefined) return [];
  if (!state.isDirectory()) return [source];
  const names = (await readdir(source)).sort();
  const below = await Promise.all(names.map((name) => filesBelow(path.join(source, name))));
  return below.flat();
}
