/**
 * Entry of a process: many terminals of a fleet, each with the product's whole sync, and with its databases and files in
 * memory. Argument: JSON of `FleetPart`. Reports to its parent what each one received, and when it tried to connect.
 */
import mqtt from 'mqtt';
import { SanwuError } from '../../main/contract/errors.ts';
import type { Activation, ContentPort, FilesPort, Floor, RecordsPort, Sync } from '../../main/sync/ports.ts';
import { createSync } from '../../main/sync/sync.ts';
import { sha256Hex } from '../../main/trust/digest.ts';
import type { FleetOrder, FleetPart, TerminalCounts } from './fleet.ts';

const { url, county, trustedRoot, terminals }: FleetPart = JSON.parse(process.argv[2] ?? '');
const counts = new Map<string, TerminalCounts>();
const none = (): TerminalCounts => ({ attempts: [], changed: 0, response: 0, other: 0 });
const countsOf = (terminal: string): TerminalCounts => {
  const known = counts.get(terminal) ?? none();
  counts.set(terminal, known);
  return known;
};

/** Counts at the client itself: every message that the broker sends it. */
const { prototype } = mqtt.MqttClient;
const emit = prototype.emit as (this: mqtt.MqttClient, ...event: unknown[]) => boolean;
prototype.emit = function counted(this: mqtt.MqttClient, ...event: unknown[]) {
  if (event[0] === 'message') {
    const own = countsOf(String(this.options.clientId));
    const topic = String(event[1]);
    if (topic.includes('/changed/')) own.changed += 1;
    else if (topic.endsWith('/response')) own.response += 1;
    else own.other += 1;
  }
  return emit.apply(this, event);
} as typeof prototype.emit;

function memoryRecords(terminal: string): RecordsPort {
  const floors = new Map<string, Floor>();
  let [signedTime, epoch] = [0, 0];
  return {
    floors: () => [...floors.values()],
    saveFloors: (given) => {
      for (const floor of given) floors.set(floor.name, floor);
    },
    isTombstoned: () => false,
    addTombstones: () => undefined,
    pendingErasures: () => [],
    markCarriedOut: () => undefined,
    erasures: () => [],
    putOutbox: () => undefined,
    outbox: () => [],
    markDelivered: () => undefined,
    signedTime: () => signedTime,
    saveSignedTime: (at) => {
      signedTime = Math.max(signedTime, at);
    },
    nextEpoch: () => {
      countsOf(terminal).attempts.push(Date.now());
      return ++epoch;
    },
  };
}

function memoryContent(activated: (timestamp: number) => void): ContentPort {
  let active: Activation | undefined;
  return {
    active: () => active,
    activate: async (activation) => {
      active = activation;
      activated(activation.timestamp);
    },
    carryOutErasures: async () => [],
    wantedFiles: () => [],
  };
}

function memoryFiles(): FilesPort {
  const files = new Map<string, Uint8Array>();
  return {
    has: (sha256) => files.has(sha256),
    path: (sha256) => sha256,
    read: async (sha256) => {
      const bytes = files.get(sha256);
      if (!bytes) throw new SanwuError('missing-file', sha256);
      return bytes;
    },
    partial: async (sha256, length) => {
      const whole = Buffer.alloc(length);
      return {
        received: 0,
        write: async (offset, bytes) => void whole.set(bytes, offset),
        finish: async () => {
          if (sha256Hex(whole) !== sha256) throw new SanwuError('broken-file', sha256);
          files.set(sha256, whole);
        },
        close: async () => undefined,
      };
    },
    remove: async () => undefined,
    collect: async (keep) => {
      for (const name of files.keys()) if (!keep.has(name)) files.delete(name);
    },
  };
}

function startTerminal(terminal: string, village: string): Sync {
  const sync = createSync({
    terminal,
    village,
    county,
    trustedRoot: Buffer.from(trustedRoot, 'base64'),
    builtAt: Date.UTC(2026, 0, 1),
    software: 'fleet',
    broker: { url },
    records: memoryRecords(terminal),
    content: memoryContent((timestamp) => process.send?.({ kind: 'shows', terminal, timestamp })),
    files: memoryFiles(),
    clock: { now: Date.now, monotonic: () => performance.now() },
    random: Math.random,
    log: () => undefined,
  });
  let before = '';
  sync.onChange(() => {
    const { link, busy } = sync.status();
    const state = link === 'online' && !busy ? 'settled' : link;
    if (state !== before) process.send?.({ kind: 'link', terminal, state });
    before = state;
  });
  sync.start(new AbortController().signal);
  return sync;
}

const running = terminals.map(({ terminal, village }) => startTerminal(terminal, village));

process.on('message', async (order: FleetOrder) => {
  if (order === 'count') process.send?.({ kind: 'counts', counts: [...counts] });
  else if (order === 'forget') counts.clear();
  else {
    await Promise.all(running.map((sync) => sync.stop()));
    process.exit(0);
  }
});
process.on('disconnect', () => process.exit(1));
