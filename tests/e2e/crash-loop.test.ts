/** A core that keeps dying: said on the screen and to the page, read-only, and by itself well again. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { surfaceUrl } from '../../main/launch/surface-url.ts';
import { healthText } from '../../main/text/health.ts';
import { recoveringText } from '../../main/text/recovering.ts';
import { clientAt } from './core-client.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';
import { SupervisedKiosk } from './supervised-kiosk.ts';

const root = path.resolve(import.meta.dirname, '../..');
const title = '修渠通知';
const notice = `---\ntitle: ${title}\ncatalogue: [village.affairs.21]\nkind: notice\n---\n本周六修渠。\n`;
const soon = { timeout: 60_000, interval: 200 };
const words = 'document.body.innerText';

describe.each(['electron', 'chromium'] as const)('a core that keeps dying, in %s', (shell) => {
  describe.skipIf(!requirement(shell).available || !requirement('xvfb').available)('supervised', () => {
    let county: SmallCounty;
    let kiosk: SupervisedKiosk | undefined;
    let dies: string;

    beforeEach(async () => {
      county = await makeSmallCounty();
      await county.publish('notice', notice);
      dies = path.join(county.folder, 'dies');
      process.env.SANWU_TEST_DIES = dies;
    });
    afterEach(async () => {
      await kiosk?.stop();
      county.remove();
      delete process.env.SANWU_TEST_DIES;
    });

    it('shows the built-in page while there is none, and its home screen once there is one', async () => {
      writeFileSync(dies, '');
      kiosk = await SupervisedKiosk.start({
        ...{ config: county.config, data: path.join(county.folder, 'kiosk'), shell },
        core: path.join(root, 'tests/fakes/dying-core.mjs'),
      });
      await expect.poll(() => kiosk?.evaluate(words, 'recovering'), soon).toContain(recoveringText.title);
      const pictures = path.join(root, 'test-results');
      mkdirSync(pictures, { recursive: true });
      execFileSync('import', [
        '-window',
        'root',
        '-display',
        kiosk.display,
        path.join(pictures, `recovering-${shell}.png`),
      ]);
      expect(kiosk.setAside).toBe(1);
      rmSync(dies);
      await expect.poll(() => kiosk?.evaluate(words), soon).toContain(healthText['core-read-only']);
      if (!kiosk.core) throw new Error('no core');
      const client = clientAt(surfaceUrl(kiosk.core, 'terminal'));
      const problems = await client.health();
      expect(problems.map(({ kind }) => kind).sort()).toEqual(
        ['content-set-aside', 'core-read-only', 'core-restarted'].sort(),
      );
    });
  });
});
