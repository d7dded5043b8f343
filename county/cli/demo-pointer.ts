/** A running demo says where its county is, so that commands in a second shell need no `--dir`. */
import { lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const demoPointer = z.object({
  countyDir: z.string().max(4096),
  passphraseFile: z.string().max(4096),
  pid: z.number().int().min(1),
});
export type DemoPointer = z.infer<typeof demoPointer>;

const userId = () => process.getuid?.() ?? os.userInfo().username;
const pointerFile = () => path.join(os.tmpdir(), `sanwu-demo-${userId()}.json`);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Names the running demo (mode 0600). Returns the function that takes it back. */
export function writeDemoPointer(pointer: DemoPointer): () => void {
  const file = pointerFile();
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(pointer), { mode: 0o600, flag: 'wx' });
  return () => {
    if (readPointer()?.pid === pointer.pid) rmSync(file, { force: true });
  };
}

function readPointer(): DemoPointer | undefined {
  const file = pointerFile();
  try {
    const facts = lstatSync(file);
    // The folder is everybody's: only a plain file of one's own is believed.
    if (!facts.isFile() || facts.size > 16_384) return undefined;
    if (process.getuid && facts.uid !== process.getuid()) return undefined;
    return demoPointer.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The running demo of this user, or undefined. */
export function readDemoPointer(): DemoPointer | undefined {
  const pointer = readPointer();
  return pointer && isAlive(pointer.pid) ? pointer : undefined;
}
