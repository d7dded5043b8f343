/**
 * A terminal's page over a fake core, new for each test; a test leaves no error behind, on the page or at the core. The address and
 * the browser's profile stay, as they do at a terminal: what was fetched once is there.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, newProfile, openPageIn } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { type FakeCore, startFakeCore } from './fake-core.ts';

const size = { width: 1280, height: 800 };
/** Nobody is warned while a test runs. */
const patient = { afterSeconds: 90, warningSeconds: 20 };

export type TerminalRig = {
  readonly core: FakeCore;
  /** The page of this test, once `open` was called. */
  readonly opened: Awaited<ReturnType<typeof openPageIn>> | undefined;
  /** Opens the terminal and waits for its home screen. */
  open(idle?: { afterSeconds: number; warningSeconds: number }): Promise<Page>;
  /** A new core where the stopped one was. */
  restartCore(): Promise<void>;
};

/** Registers the set-up and the clearing-away with the `describe` that calls it. */
export function terminalRig(): TerminalRig {
  let pages: BuiltPages;
  let browser: Browser;
  let profile: BrowserContext;
  let core: FakeCore;
  let port = 0;
  let opened: TerminalRig['opened'];

  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
    profile = await newProfile(browser, size);
  });
  beforeEach(async () => {
    core = await startFakeCore(pages.folder, { ...patient }, port);
    port = core.port;
  });
  afterEach(async () => {
    const errors = opened?.errors;
    await opened?.page.close();
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
      opened = await openPageIn(profile, core.url);
      await opened.page.getByText('云溪村').first().waitFor();
      return opened.page;
    },
    async restartCore() {
      core = await startFakeCore(pages.folder, { ...patient }, port);
    },
  };
}
