/** A line to one page over the debugger's protocol (CDP): bare, so that little of what is measured is the tool's. */
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 100;
const waitLimitMs = 60_000;
/** A page that does not answer for so long never will. */
const callLimitMs = 30_000;

export interface PageLine {
  /** Calls a method of the protocol. Rejects with what the browser says, or where it says nothing for long. */
  call(method: string, parameters?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The value of an expression in the page, awaited where it is a promise. */
  evaluate(expression: string): Promise<unknown>;
  /** Asks again and again until the expression is neither null nor undefined. */
  until(expression: string): Promise<unknown>;
  close(): void;
}

type Target = { type: string; url: string; webSocketDebuggerUrl: string };

async function findPage(port: number, url: string): Promise<string> {
  const limit = performance.now() + waitLimitMs;
  while (performance.now() < limit) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
    const targets = answer === undefined ? [] : ((await answer.json()) as Target[]);
    const page = targets.find((target) => target.type === 'page' && target.url.startsWith(url));
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await delay(pollMs);
  }
  throw new Error('the page did not open');
}

type Answer = { id?: number; result?: Record<string, unknown>; error?: { message: string } };
type Waiting = { resolve(result: Record<string, unknown>): void; reject(error: Error): void };

/** A window that is just being opened may put another page in its place: then that one is connected to. */
async function openLine(port: number, url: string): Promise<WebSocket> {
  const limit = performance.now() + waitLimitMs;
  while (performance.now() < limit) {
    const socket = new WebSocket(await findPage(port, url));
    const open = await new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true), { once: true });
      socket.addEventListener('error', () => resolve(false), { once: true });
    });
    if (open) return socket;
    await delay(pollMs);
  }
  throw new Error('no line to the page');
}

/** Connects to the page of a browser whose address begins with `url`. */
export async function connectPage(port: number, url: string): Promise<PageLine> {
  const socket = await openLine(port, url);
  const waiting = new Map<number, Waiting>();
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result = {}, error } = JSON.parse(String(data)) as Answer;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the page is gone'));
  });
  let last = 0;
  const call: PageLine['call'] = (method, params = {}) => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      const late = () => {
        waiting.delete(id);
        reject(new Error(`${method} was not answered`));
      };
      const timer = setTimeout(late, callLimitMs);
      const ends =
        <Given>(end: (given: Given) => void) =>
        (given: Given) => {
          clearTimeout(timer);
          end(given);
        };
      waiting.set(id, { resolve: ends(resolve), reject: ends(reject) });
    });
  };
  const evaluate = async (expression: string) => {
    const answer = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = answer as {
      result: { value?: unknown };
      exceptionDetails?: { exception?: { description?: string }; text: string };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const until = async (expression: string) => {
    const limit = performance.now() + waitLimitMs;
    while (performance.now() < limit) {
      // While the page is being opened there is nothing yet to evaluate in.
      const value = await evaluate(expression).catch(() => undefined);
      if (value !== undefined && value !== null) return value;
      await delay(pollMs);
    }
    throw new Error(`waited in vain for ${expression.slice(0, 80)}`);
  };
  return { call, evaluate, until, close: () => socket.close() };
}
