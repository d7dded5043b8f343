import type { PageBeat } from '../../main/contract/api.ts';
import type { ApiClient } from './client.ts';

/** The supervisor holds a page that is silent for 5 s to hang (main/supervision/shell-keeper.ts). Milliseconds. */
const every = 2_000;
/** A core that does not answer is asked again; an answer that never comes must not stop the beat. Milliseconds. */
const answerLimit = 1_500;

/** Until its surface has painted what it shows when nobody does anything there, a page is not at home. */
let screen: PageBeat['screen'] = 'other';

/** Notes which screen has been painted. */
export function showing(painted: PageBeat['screen']): void {
  screen = painted;
}

/** Resolves once the page has drawn a frame: a page that runs and cannot draw is as good as dead. A hidden one need not draw. */
function drawn(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

async function beatOnce(client: ApiClient): Promise<void> {
  await drawn();
  // A core that is away hears nothing; the supervisor does not hold that against the page.
  await client.beat({ screen }, { signal: AbortSignal.timeout(answerLimit) }).catch(() => {});
}

/** Tells the core every 2 s that this page lives, from now until it is closed. */
export function startBeating(client: ApiClient): void {
  const turn = () => void beatOnce(client).then(() => setTimeout(turn, every));
  turn();
}
