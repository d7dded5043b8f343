// From a finger's release to the painted result, on the terminal's own screens beside the barest page's click.
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Measurement } from '../bench-runner.ts';
import { startBenchCore } from './parts/bench-core.ts';
import { benchPages } from './parts/bench-pages.ts';
import { median, percentile, rounded } from './parts/figures.ts';
import type { PageLine } from './parts/page-line.ts';
import { openChromium } from './parts/shell-window.ts';
import { press, touch, touchWatcher } from './parts/touch.ts';

/** Modules on the home screen; after each has been opened once the page is loaded anew, so that no list is known already. */
const modules = 6;
const reloads = 5;
const settleMs = 1_500;
const mostMedian = 1.1;
const mostP99 = 1.3;

const rows = "document.querySelectorAll('main button[class*=_row_]')";
const homeModules = "document.querySelectorAll('main section button[class*=_module_]')";
const words = "document.querySelectorAll('main button[class*=_word_]')";
const action = (label: string) =>
  `[...document.querySelectorAll('footer button, header button')].find((button) => button.textContent === '${label}')`;
const button = (label: string) =>
  `[...document.querySelectorAll('button')].find((button) => button.textContent === '${label}')`;
const article = "document.querySelector('main article')";
/** The screen that was drawn while the finger lay on the glass has come forward, or was thrown away (renderer/terminal/layer.tsx). */
const alone = "document.querySelectorAll('main').length === 1";
const atHome = `${alone} && ${homeModules}.length === ${modules}`;
const atList = `${alone} && ${rows}.length > 0 && ${homeModules}.length === 0`;

/** All that is marked has what was typed, so that it is not what was found for the digits before. */
const isFoundFor = (typed: string) =>
  `[...document.querySelectorAll('main mark')].map((mark) => mark.textContent)
    .reduce((found, text) => found !== false && text.includes('${typed}'), undefined)`;

type Kind = 'home' | 'list' | 'item' | 'search' | 'typing';
type Touches = Record<Kind | 'bare', number[]>;

async function ready(page: PageLine): Promise<void> {
  await page.until(`(globalThis.benchUsable && ${atHome}) || null`);
  await page.evaluate(touchWatcher);
  // The page's later parts are fetched while the home screen is read.
  await delay(settleMs);
}

/** One of the barest page's buttons changes a text. */
async function touchBare(bare: PageLine): Promise<number> {
  const before = await bare.evaluate("document.getElementById('answer').textContent");
  const isDone = `document.getElementById('answer').textContent !== '${before}'`;
  return await touch(
    bare,
    `document.querySelectorAll('button')[${Math.floor(Math.random() * modules)}]`,
    isDone,
  );
}

/** Loads the page anew and walks through a module, an item and a word that it has not shown yet. */
async function walk(page: PageLine, bare: PageLine, round: number, touches: Touches): Promise<void> {
  await page.call('Page.reload');
  await delay(settleMs);
  await ready(page);
  for (let module = 0; module < modules; module++) {
    const number = round + module;
    const onBare = async () => touches.bare.push(await touchBare(bare));
    await onBare();
    touches.home.push(await touch(page, `${homeModules}[${module}]`, atList));
    await onBare();
    const item = `${rows}[${round} % ${rows}.length]`;
    touches.list.push(await touch(page, item, `${alone} && ${article} !== null`));
    await onBare();
    touches.item.push(await touch(page, action('返回'), `${article} === null && ${atList}`));
    await press(page, action('首页'), atHome);
    await press(page, action('查找'), `${words}.length > 0`);
    await onBare();
    const isFound = `${alone} && ${words}.length === 0 && ${rows}.length > 0`;
    touches.search.push(await touch(page, `${words}[${number} % ${words}.length]`, isFound));
    await press(page, action('首页'), atHome);
    if (module % 2 === 0) await type(page, bare, `${module + 1}${(round * 3) % 10}`, touches);
  }
}

/** Types digits, each of which finds something; the first of them not typed before in this page. */
async function type(page: PageLine, bare: PageLine, digits: string, touches: Touches): Promise<void> {
  await press(page, action('查找'), `${words}.length > 0`);
  await press(page, button('数字'), `${button('7')} !== undefined`);
  for (let length = 1; length <= digits.length; length++) {
    touches.bare.push(await touchBare(bare));
    const found = isFoundFor(digits.slice(0, length));
    touches.typing.push(await touch(page, button(digits.charAt(length - 1)), found));
  }
  // The keys lie where the other way home is.
  await press(page, action('返回'), atHome);
}

async function measureTouches(): Promise<Touches> {
  await using running = await startBenchCore('demo', await benchPages());
  await using terminal = await openChromium(running, 'terminal');
  await using floor = await openChromium(running, 'bare');
  await floor.page.until('globalThis.benchUsable');
  await floor.page.evaluate(touchWatcher);
  const touches: Touches = { home: [], list: [], item: [], search: [], typing: [], bare: [] };
  for (let round = 0; round < reloads; round++) await walk(terminal.page, floor.page, round, touches);
  return touches;
}

let measured: Promise<Touches> | undefined;

async function figure(kind: Kind): Promise<Measurement> {
  measured ??= measureTouches();
  const touches = await measured;
  const [value, floor] = [median(touches[kind]), median(touches.bare)];
  const [p99, floorP99] = [percentile(touches[kind], 0.99), percentile(touches.bare, 0.99)];
  const ratio = value / floor;
  const p99Ratio = p99 / floorP99;
  return {
    value: rounded(value),
    unit: 'ms',
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= mostMedian && p99Ratio <= mostP99,
    more: {
      p99: rounded(p99),
      p99Floor: rounded(floorP99),
      p99Ratio: rounded(p99Ratio),
      touches: touches[kind].length,
      shell: 'Chromium headless',
    },
  };
}

const kinds: readonly Kind[] = ['home', 'list', 'item', 'search', 'typing'];
const target = `p50 <= ${mostMedian}x and p99 <= ${mostP99}x`;

export const benches: readonly Bench[] = kinds.map((kind) => ({
  name: `touch-${kind}`,
  target,
  measurement: 'touch',
  run: () => figure(kind),
}));
