/** What makes a package a service of its machine: units and scripts on Linux, a task on Windows. */
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../packages.ts';
import type { PackagedShell, Target } from './target.ts';

/** Copies a file and sets its mode, whatever the mode in the project's folder. */
export async function place(from: string, to: string, mode: number): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await cp(from, to);
  await chmod(to, mode);
}

async function isScript(file: string): Promise<boolean> {
  return (await readFile(file, 'utf8')).startsWith('#!');
}

/** Task Scheduler reads UTF-16 with its byte order mark. */
async function writeTask(folder: string): Promise<void> {
  const text = await readFile(path.join(root, 'packaging/windows/sanwu-task.xml'), 'utf8');
  const file = path.join(folder, 'service/sanwu-task.xml');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le');
}

/** Writes `service/` (and, on Linux, `install.sh`) into a package's folder. */
export async function writeServiceFiles(folder: string, target: Target, shell: PackagedShell): Promise<void> {
  if (target.platform === 'win32') return writeTask(folder);
  if (shell === 'chromium')
    await cp(path.join(root, 'packaging/chromium-kiosk'), path.join(folder, 'service/chromium-kiosk'), {
      recursive: true,
    });
  const source = path.join(root, 'packaging/linux');
  for (const name of await readdir(source)) {
    const from = path.join(source, name);
    const to = name === 'install.sh' ? path.join(folder, name) : path.join(folder, 'service', name);
    await place(from, to, (await isScript(from)) ? 0o755 : 0o644);
  }
}
