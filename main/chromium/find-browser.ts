/** The system's Chromium, Chrome or Edge. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const names: Record<string, string[]> = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  win32: ['chrome.exe', 'msedge.exe'],
};

function windowsFolders(env: NodeJS.ProcessEnv): string[] {
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
    (root) => root !== undefined,
  );
  return roots.flatMap((root) => [
    path.join(root, 'Google/Chrome/Application'),
    path.join(root, 'Chromium/Application'),
    path.join(root, 'Microsoft/Edge/Application'),
  ]);
}

/**
 * Path of the first browser found, or undefined.
 * @param env its PATH is searched; on Windows the program folders too
 */
export function findBrowser(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | undefined {
  const onPath = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const folders =
    platform === 'win32' ? [...windowsFolders(env), ...onPath] : [...onPath, '/usr/bin', '/snap/bin'];
  for (const name of names[platform] ?? []) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
    if (found) return found;
  }
  return undefined;
}
