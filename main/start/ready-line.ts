/** The ready line (conventions.md, "Ready line"): one line of stdout that other programs read. */

export type Ready = {
  terminal: string | null;
  board: string | null;
  /** Address of the staff surface; null until there is one. */
  staff: string | null;
  /** Broker address without credentials. */
  mqtt: string | null;
  countyDir: string | null;
  dataDir: string | null;
  /** Where the receipt printer is: `host:port`, or its device file. */
  printer: string | null;
  corePid: number | null;
  pid: number;
};

/** All keys are always there, in the conventions' order. */
export function readyLine(ready: Ready): string {
  return `${JSON.stringify({
    ready: true,
    terminal: ready.terminal,
    board: ready.board,
    staff: ready.staff,
    mqtt: ready.mqtt,
    countyDir: ready.countyDir,
    dataDir: ready.dataDir,
    printer: ready.printer,
    corePid: ready.corePid,
    pid: ready.pid,
  })}\n`;
}
