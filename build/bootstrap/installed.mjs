import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { say } from './progress.mjs';
import { pinnedNode, requirePinnedNode, runToEnd } from './runtime.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   link?: boolean }} LockEntry
 * @typedef {{ lock: string, at: number, message: string }} Failure
 */

/** Between two lines of progress. Milliseconds. */
const tellEvery = 5_000;
/** npm's whole error is on the screen already; these lines of it name the cause. */
const linesOfCause = 4;

/**
 * Makes node_modules what package-lock.json says, with `npm ci` where it is not. Throws with the remedy where that fails;
 * whoever waited for the same install gets the same error and does not try again.
 * @param {string} root project folder
 */
export async function ensureInstalled(root) {
  if (await isInstalled(root)) return;
  const asked = Date.now();
  await withLock(root, async () => {
    if (await isInstalled(root)) return;
    const failure = await rememberedFailure(root);
    if (failure !== undefined && failure.at >= asked) throw new Error(failure.message);
    if (failure !== undefined)
      say(`the last installation failed; trying again. It said:\n${failure.message}`);
    await install(root);
  });
}

/**
 * npm writes node_modules/.package-lock.json last, so it is there only when everything else is; it is compared entry by entry.
 * @param {string} root
 */
async function isInstalled(root) {
  if (!existsSync(pinnedNode(root))) return false;
  const wanted = await lockEntries(path.join(root, 'package-lock.json'));
  const found = await lockEntries(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing or unreadable');
  if (found === undefined) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || !isFor(entry)) return true;
    return found[name]?.version === entry.version && found[name]?.integrity === entry.integrity;
  });
}

/**
 * Whether npm must have installed this entry here. Optional packages of a C library are left to npm's own choice.
 * @param {LockEntry} entry
 */
function isFor(entry) {
  if (entry.optional !== true) return true;
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
  return entry.os.includes(process.platform) && entry.cpu.includes(process.arch);
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockEntry> | undefined>}
 */
async function lockEntries(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} root */
async function install(root) {
  const started = Date.now();
  say('installing the libraries with npm ci (needs the network once; a minute or two)');
  const telling = setInterval(() => {
    say(`still installing, ${Math.round((Date.now() - started) / 1000)} s`);
  }, tellEvery);
  const { code, errors } = await npmCi(root).finally(() => clearInterval(telling));
  if (code !== 0) {
    const cause = errors.trim().split('\n').slice(0, linesOfCause).join('\n');
    throw new Error(await remember(root, `npm ci ended with code ${code}:\n${cause}`));
  }
  requirePinnedNode(root);
  await rm(failureFile(root), { force: true });
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/**
 * Engine warnings are left out: packages that ask for a newer Node run on the pinned one.
 * @param {string} root
 */
function npmCi(root) {
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)) {
    // Not this process's own Node: that may be the one in node_modules, which npm is about to replace.
    return runToEnd(process.env.npm_node_execpath ?? process.execPath, [npm, ...flags], { cwd: root });
  }
  return runToEnd('npm', flags, { cwd: root, shell: process.platform === 'win32' });
}

/** @param {string} root */
function failureFile(root) {
  return path.join(root, '.sanwu', 'install-failure.json');
}

/** @param {string} root */
async function lockDigest(root) {
  return createHash('sha256')
    .update(await readFile(path.join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * @param {string} root
 * @param {string} message
 */
async function remember(root, message) {
  const text = `The libraries could not be installed. ${message}\nCheck the network or the npm registry setting, then run the same command again.`;
  await mkdir(path.dirname(failureFile(root)), { recursive: true });
  await writeFile(
    failureFile(root),
    JSON.stringify({ lock: await lockDigest(root), at: Date.now(), message: text }),
  );
  return text;
}

/**
 * @param {string} root
 * @returns {Promise<Failure | undefined>} the last failure, if it was of this very lock file
 */
async function rememberedFailure(root) {
  try {
    const failure = JSON.parse(await readFile(failureFile(root), 'utf8'));
    return failure.lock === (await lockDigest(root)) ? failure : undefined;
  } catch {
    return undefined;
  }
}
