/** A terminal's page over a fake core, new for each test; a test leaves no error behind, on the page or at the core. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { type FakeCore, startFakeCore } from './fake-core.ts';

const size = { width: 1280, height: 800 };
/** Nobody is warned while a test runs. */
const patient = { afterSeconds: 90, warningSeconds: 20 };

export type TerminalRig = {
  readonly core: FakeCore;
  /** The page of this test, once `open` was called. */
  readonly opened: Awaited<ReturnType<typeof openPage>> | undefined;
  /** Opens the terminal and waits for its home screen. */
  open(idle?: { afterSeconds: number; warningSeconds: number }): Promise<Page>;
  /** A new core where the stopped one was. */
  restartCore(): Promise<void>;
};

/** Registers the set-up and the clearing-away with the `describe` that calls it. */
export function terminalRig(): TerminalRig {
  let pages: BuiltPages;
  let browser: Browser;
  let core: FakeCore;
  let opened: TerminalRig['opened'];

  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    core = await startFakeCore(pages.folder, { ...patient });
  });
  afterEach(async () => {
    const errors = opened?.errors;
    await opened?.context.close();
    opened = undefined;
    await core.stop();
    expect(errors ?? []).toEqual([]);
    expect(core.errors).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    pages.remove();
  });

  return {
    get core() {
      return core;
    },
    get opened() {
      return opened;
    },
    async open(idle = patient) {
      Object.assign(core.village.idle, idle);
      opened = await openPage(browser, core.url, size);
      await opened.page.getByText('云溪村').first().waitFor();
      return opened.page;
    },
    async restartCore() {
      core = await startFakeCore(pages.folder, { ...patient }, core.port);
    },
  };
}
