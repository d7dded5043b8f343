import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.mjs';

/** The holder renews its lock this often; a lock not renewed for six of these belongs to a dead process. Milliseconds. */
const renewEvery = 5_000;
const staleAfter = 6 * renewEvery;
const askAgainEvery = 500;

/**
 * Runs `work` while no other process of this project folder installs or builds.
 * @template T
 * @param {string} root project folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(root, work) {
  const file = path.join(root, '.sanwu', 'bootstrap.lock');
  await mkdir(path.dirname(file), { recursive: true });
  const token = `${process.pid} ${randomUUID()}`;
  let told = false;
  while (!(await take(file, token))) {
    if (!told) say('another run is installing or building here; waiting for it');
    told = true;
    await sleep(askAgainEvery);
  }
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, renewEvery);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    if ((await content(file)) === token) await rm(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} token
 */
async function take(file, token) {
  try {
    await writeFile(file, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  await removeIfStale(file);
  return false;
}

/**
 * Moves a dead process's lock aside. Moving is atomic, so of two finders one wins; the token tells whether what was moved
 * is what was judged, and a living lock caught by mistake is put back.
 * @param {string} file
 */
async function removeIfStale(file) {
  const judged = await content(file);
  const seen = await stat(file).catch(() => undefined);
  if (seen === undefined || Date.now() - seen.mtimeMs < staleAfter) return;
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  if ((await content(aside)) === judged) await rm(aside, { force: true });
  else await rename(aside, file).catch(() => undefined);
}

/** @param {string} file */
async function content(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}
