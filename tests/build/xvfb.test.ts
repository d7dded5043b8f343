import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { startVirtualDisplay } from '../fakes/xvfb.ts';

describe.skipIf(!requirement('xvfb').available)('virtual display', () => {
  test('two can run at once, and both are gone after stop', async () => {
    const displays = await Promise.all([
      startVirtualDisplay(),
      startVirtualDisplay({ width: 1080, height: 1920 }),
    ]);
    const sockets = displays.map(({ display }) => `/tmp/.X11-unix/X${display.slice(1)}`);
    expect(new Set(sockets).size).toBe(2);
    expect(sockets.filter(existsSync)).toHaveLength(2);
    for (const display of displays) await display.stop();
    expect(sockets.filter(existsSync)).toHaveLength(0);
  });
});
