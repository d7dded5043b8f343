/** The system's Chromium, driven with touches. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { requirement } from '../../build/requirements.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requirement('chromium').path, args: flags });
}

export type Size = { width: number; height: number };

/** A browser's profile of its own, with touch. */
export const newProfile = (browser: Browser, size: Size): Promise<BrowserContext> =>
  browser.newContext({ viewport: size, hasTouch: true, deviceScaleFactor: 1 });

/** A new page of a profile, and every request and error it makes. */
export async function openPageIn(context: BrowserContext, url: string) {
  const page: Page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, context, requests, errors };
}

/** A page in a profile of its own at a size. */
export async function openPage(browser: Browser, url: string, size: Size) {
  return openPageIn(await newProfile(browser, size), url);
}
