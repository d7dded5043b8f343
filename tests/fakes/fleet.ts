/** A county's terminals by the hundred, in a few processes, on one real broker. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type FleetTerminal = { terminal: string; village: string };
export type FleetPart = {
  url: string;
  county: string;
  /** base64 */
  trustedRoot: string;
  terminals: readonly FleetTerminal[];
};
export type FleetOrder = 'count' | 'forget' | 'stop';

/** Since the last `forget`. `attempts`: when it tried to connect, UTC ms. Messages received, by topic. */
export type TerminalCounts = { attempts: number[]; changed: number; response: number; other: number };

type FleetMessage =
  | { kind: 'shows'; terminal: string; timestamp: number }
  | { kind: 'link'; terminal: string; state: string }
  | { kind: 'counts'; counts: [string, TerminalCounts][] };

const entry = path.join(import.meta.dirname, 'fleet-terminals.ts');
const lookEvery = 50;

export class Fleet {
  readonly terminals: readonly FleetTerminal[];
  readonly #children: ChildProcess[] = [];
  readonly #shown = new Map<string, number>();
  readonly #links = new Map<string, string>();
  #failed = false;

  constructor(terminals: readonly FleetTerminal[]) {
    this.terminals = terminals;
  }

  start(given: Omit<FleetPart, 'terminals'>, processes: number): void {
    for (let number = 0; number < processes; number++) {
      const part: FleetPart = {
        ...given,
        terminals: this.terminals.filter((_, index) => index % processes === number),
      };
      const child = fork(entry, [JSON.stringify(part)], { stdio: 'inherit', serialization: 'advanced' });
      child.on('exit', (code) => {
        this.#failed ||= code !== 0;
      });
      child.on('message', (message) => this.#take(message as FleetMessage));
      this.#children.push(child);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child) => {
        if (child.exitCode !== null) return;
        const ended = once(child, 'exit');
        child.send('stop' satisfies FleetOrder);
        await ended;
      }),
    );
  }

  #take(message: FleetMessage): void {
    if (message.kind === 'shows') this.#shown.set(message.terminal, message.timestamp);
    else if (message.kind === 'link') this.#links.set(message.terminal, message.state);
  }

  /** Waits until all of these show what the timestamp of this version carries. @returns ms that it took */
  async shows(timestamp: number, terminals = this.terminals): Promise<number> {
    return this.#until(() =>
      terminals.every(({ terminal }) => (this.#shown.get(terminal) ?? 0) >= timestamp),
    );
  }

  /** Waits until all are connected and have nothing left to ask. @returns ms that it took */
  async settled(): Promise<number> {
    return this.#until(() => this.terminals.every(({ terminal }) => this.#links.get(terminal) === 'settled'));
  }

  /** How many are not connected. */
  get away(): number {
    const away = ['offline', 'connecting', undefined];
    return this.terminals.filter(({ terminal }) => away.includes(this.#links.get(terminal))).length;
  }

  async #until(check: () => boolean): Promise<number> {
    const began = performance.now();
    while (!check()) {
      if (this.#failed) throw new Error('a process of the fleet ended');
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    return performance.now() - began;
  }

  forget(): void {
    for (const child of this.#children) child.send('forget' satisfies FleetOrder);
  }

  async counts(): Promise<Map<string, TerminalCounts>> {
    const answers = this.#children.map(async (child) => {
      const answer = new Promise<[string, TerminalCounts][]>((resolve) => {
        const listen = (message: unknown) => {
          const given = message as FleetMessage;
          if (given.kind !== 'counts') return;
          child.off('message', listen);
          resolve(given.counts);
        };
        child.on('message', listen);
      });
      child.send('count' satisfies FleetOrder);
      return answer;
    });
    return new Map((await Promise.all(answers)).flat());
  }
}
