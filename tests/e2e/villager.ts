/** A villager in front of the terminal, with one finger or with keys only, and what they see on the way. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { colourFaults } from '../renderer/colours.ts';
import { axeFaults, coveredFaults, layoutFaults, type Mode } from '../renderer/terminal-page.ts';
import type { Size } from './browser.ts';

export type Hand = 'finger' | 'keys';

/** How a villager comes to the terminal, and how closely each screen is judged. */
export type Visit = Size & { mode: Mode; hand: Hand; closely: boolean };

/** Steps of the Tab key that lead round any screen. */
const mostSteps = 250;

export class Villager {
  readonly page: Page;
  readonly visit: Visit;
  readonly #pictures: string | undefined;
  #screens = 0;
  /** What was wrong with any screen on the way, in words. */
  readonly faults: string[] = [];

  /** @param pictures folder in which a picture of every screen stays, to be looked at */
  constructor(page: Page, visit: Visit, pictures: string | undefined) {
    this.page = page;
    this.visit = visit;
    this.#pictures = pictures;
  }

  /** Touches a button, or goes to it by the Tab key and presses Enter. */
  async press(name: string | RegExp, exact = false): Promise<void> {
    await this.pressThat(this.page.getByRole('button', { name, exact }).first());
  }

  async pressThat(button: Locator): Promise<void> {
    await button.waitFor();
    if (this.visit.hand === 'finger') return button.tap();
    await this.reach(button);
    await this.page.keyboard.press('Enter');
  }

  /** By the Tab key alone. @throws Error where it leads nowhere near */
  async reach(wanted: Locator): Promise<void> {
    for (let step = 0; step < mostSteps; step += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no way by keys to ${wanted}`);
  }

  /** Writes words by their pinyin, each chosen among the candidates. @param words letters and word, in turn */
  async write(field: string, words: readonly (readonly [letters: string, word: string])[]): Promise<void> {
    for (const [letters, word] of words) {
      await this.#type(field, letters);
      await this.#choose(word);
    }
  }

  /** Digits, and the X of an identity number. */
  async digits(field: string, text: string): Promise<void> {
    if (this.visit.hand === 'finger') await this.page.getByLabel(field).tap();
    await this.#type(field, text);
  }

  get #keys(): Locator {
    return this.page.getByRole('region', { name: '屏幕键盘' });
  }

  async #type(field: string, text: string): Promise<void> {
    await this.#keys.waitFor();
    if (this.visit.hand === 'finger') return this.#touchKeys([...text]);
    await this.reach(this.page.getByLabel(field));
    await this.page.keyboard.type(text);
  }

  /** One after the other where they are on the glass, as quickly as a practised finger. */
  async #touchKeys(captions: readonly string[]): Promise<void> {
    for (const caption of captions) {
      const { x, y } = await this.#keys.evaluate((keys, wanted) => {
        const all = [...keys.querySelectorAll('button')];
        const key = all.find(({ ariaLabel, innerText }) => (ariaLabel ?? innerText.trim()) === wanted);
        if (key === undefined) throw new Error(`no key ${wanted}`);
        const { left, top, width, height } = key.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }, caption);
      await this.page.touchscreen.tap(x, y);
    }
  }

  /** By its number where there is a keyboard: the Tab key would leave the field. */
  async #choose(word: string): Promise<void> {
    const candidate = this.#keys.getByRole('button', { name: word, exact: true }).first();
    await candidate.waitFor();
    if (this.visit.hand === 'finger') return candidate.tap();
    const offered = await this.#keys.getByRole('group', { name: '选字' }).getByRole('button').allInnerTexts();
    await this.page.keyboard.press(String(offered.indexOf(word) + 1));
  }

  /** Judges what is on screen; a picture of it is kept where pictures are wanted, or something is wrong with it. */
  async look(screen: string): Promise<void> {
    this.#screens += 1;
    const found = [
      ...(await layoutFaults(this.page)),
      ...(await coveredFaults(this.page)),
      ...(this.visit.closely ? await colourFaults(this.page) : []),
      ...(this.visit.closely ? await axeFaults(this.page) : []),
    ];
    const kept = this.#pictures !== undefined || found.length > 0 ? await this.#keepPicture(screen) : '';
    this.faults.push(...found.map((fault) => `${screen}: ${fault} (${kept})`));
  }

  /** What was on screen when the walk went wrong. @returns the picture's file */
  lost(): Promise<string> {
    return this.#keepPicture('lost');
  }

  async #keepPicture(screen: string): Promise<string> {
    const { width, height, mode, hand } = this.visit;
    const folder = this.#pictures ?? mkdtempSync(path.join(tmpdir(), 'sanwu-villager-'));
    mkdirSync(folder, { recursive: true });
    const number = String(this.#screens).padStart(2, '0');
    const file = path.join(folder, `${width}x${height}-${mode}-${hand}-${number}-${screen}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}
