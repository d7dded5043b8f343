import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requirement } from '../../build/requirements.ts';

/** A real X server without a monitor. */
export interface VirtualDisplay {
  /** Value for DISPLAY, such as `:99`. */
  readonly display: string;
  /** Ends the server and everything that still shows on it. */
  stop(): Promise<void>;
}

/**
 * Starts Xvfb on a display number that it picks itself, so that test files can run side by side.
 * @param size of the one screen, in pixels
 * @throws Error where Xvfb is missing or ends at once
 */
export async function startVirtualDisplay(size = { width: 1920, height: 1080 }): Promise<VirtualDisplay> {
  const program = requirement('xvfb');
  if (!program.available) throw new Error(`Xvfb: ${program.reason}`);
  const screen = `${size.width}x${size.height}x24`;
  // -displayfd 3: the server writes its number there once it accepts clients.
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const server = spawn(program.path, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const exited = once(server, 'exit');
  const number = await Promise.race([
    firstLine(server.stdio[3] as NodeJS.ReadableStream),
    exited.then(([code]) => Promise.reject(new Error(`Xvfb ended with code ${code}`))),
  ]);
  return {
    display: `:${number}`,
    async stop() {
      server.kill('SIGTERM');
      await exited;
    },
  };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const bytes of stream) {
    text += bytes;
    if (text.includes('\n')) break;
  }
  return text.trim();
}
