/**
 * Entry of a process: a terminal's sync that kills itself (SIGKILL) when content is verified, its floors are on disk, and
 * nothing of it is stored yet. Argument: JSON of `DyingKiosk`.
 */
import { SyncKiosk } from './sync-kiosk.ts';

export type DyingKiosk = { dir: string; folder: string /** base64 */; trustedRoot: string };

const { dir, folder, trustedRoot }: DyingKiosk = JSON.parse(process.argv[2] ?? '');
const beforeActivate = () => process.kill(process.pid, 'SIGKILL');
new SyncKiosk({ trustedRoot: Buffer.from(trustedRoot, 'base64'), folder, beforeActivate }, dir).start();
