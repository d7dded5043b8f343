/** The Electron shell as a child process that speaks JSON lines. */
import { jsonLine, readJsonLines } from '../launch/json-lines.ts';
import { killGroup, spawnGroup, stopGroup } from '../launch/process-group.ts';
import type {
  Shell,
  ShellEnd,
  ShellEvents,
  ShellLine,
  ShellNotice,
  ShellOrder,
} from '../launch/shell-order.ts';

/** Milliseconds that Electron has to end; with the core's it stays below the 10 s that SIGTERM promises. */
const stopLimit = 3_000;

export type ElectronProgram = {
  binary: string;
  /** Its switches and its entry. */
  args: string[];
};

function tellEvents(line: object, events: ShellEvents): void {
  const said = line as ShellLine;
  if ('ready' in said) {
    events.ready();
    // It turned just now, and will go on saying so: one that stops before its next word is missed like any other.
    events.beat();
  } else if ('beat' in said) events.beat();
  else if ('gone' in said) events.gone(said.gone);
}

/** Starts it. Its stdin stays open: when this process dies, however it dies, Electron sees the end of it and ends. */
export function startElectron(program: ElectronProgram, order: ShellOrder, events: ShellEvents): Shell {
  const child = spawnGroup(program.binary, program.args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<ShellEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve({ closed: code === 0, how: String(code ?? signal) }));
    child.once('error', () => resolve({ closed: false, how: 'not started' }));
  });
  const tell = (line: ShellOrder | ShellNotice) => void child.stdin?.write(jsonLine(line));
  // It may end while something is still written to it; its exit is what counts.
  child.stdin?.on('error', () => {});
  tell(order);
  if (child.stdout) void readJsonLines(child.stdout, (line) => tellEvents(line, events));
  // What it started does not outlive it.
  void ended.then(() => killGroup(child));
  return {
    ended,
    followCore: (core) => tell({ core }),
    renew: (surface, page, hung) => tell(page === 'home' ? { reload: surface, hung } : { recover: surface }),
    kill: () => killGroup(child),
    stop: () => stopGroup(child, ended, stopLimit),
  };
}
