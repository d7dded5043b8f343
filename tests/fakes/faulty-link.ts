/**
 * A bad line between a terminal and its broker: a TCP proxy that knows where MQTT messages begin and end, so that it can
 * lose, repeat and hold back whole answers (QoS 0) as a real network path of brokers does, and slow the line to a drip.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Faults = {
  /** Shares of QoS 0 messages towards the terminal, 0–1. */
  loss: number;
  duplicate: number;
  /** Held back until `holdMs` later, so that others overtake it. */
  reorder: number;
  holdMs: number;
  /** The broker's acknowledgements (PUBACK) do not reach the terminal. */
  losesAcks: boolean;
  /** Undefined: as fast as it goes. Towards the terminal, and with `bothWays` towards the broker too. */
  bytesPerSecond: number | undefined;
  bothWays: boolean;
};

export type FaultyLink = {
  port: number;
  url: string;
  faults: Faults;
  /** Connections that terminals made. */
  connections: number;
  /** Bytes of QoS 0 messages that went to the terminal, and of the second copies that the link itself made. */
  delivered: number;
  duplicated: number;
  /** Publish packets that the terminal sent. */
  asked: number;
  /** Closes all connections and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
};

const publishType = 3;
const pubackType = 4;

/** Splits a byte stream into MQTT control packets (MQTT 3.1.1, 2.2). */
export class PacketSplitter {
  #rest = Buffer.alloc(0);

  push(bytes: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const packets: Buffer[] = [];
    for (let size = this.#packetSize(); size !== undefined; size = this.#packetSize()) {
      packets.push(this.#rest.subarray(0, size));
      this.#rest = this.#rest.subarray(size);
    }
    return packets;
  }

  #packetSize(): number | undefined {
    let remaining = 0;
    for (let index = 1; index < 5; index++) {
      const byte = this.#rest[index];
      if (byte === undefined) return undefined;
      remaining += (byte & 0x7f) * 128 ** (index - 1);
      if (byte < 0x80) {
        const size = 1 + index + remaining;
        return this.#rest.length >= size ? size : undefined;
      }
    }
    throw new Error('not MQTT');
  }
}

const isVolatile = (packet: Buffer) =>
  (packet[0] ?? 0) >> 4 === publishType && ((packet[0] ?? 0) & 0x06) === 0;

/** A repeatable random number generator (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Resolves when there is room for more, or the socket is gone. */
const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });

export async function startFaultyLink(brokerPort: number, seed = 1): Promise<FaultyLink> {
  const random = seededRandom(seed);
  const sockets = new Set<Socket>();
  let isCut = false;
  const faults: Faults = {
    loss: 0,
    duplicate: 0,
    reorder: 0,
    holdMs: 150,
    losesAcks: false,
    bytesPerSecond: undefined,
    bothWays: false,
  };

  /** Writes in order, no faster than the line; one writer for each connection and direction. Tells what went. */
  const writer = (socket: Socket, rateNow: () => number | undefined) => {
    let queue = Promise.resolve();
    const slowly = async (bytes: Buffer, went: (count: number) => void) => {
      for (let at = 0; at < bytes.length; ) {
        if (socket.destroyed) return;
        const rate = rateNow();
        const step = rate === undefined ? bytes.length - at : Math.max(1, Math.floor(rate / 20));
        const part = bytes.subarray(at, at + step);
        went(part.length);
        const isFull = !socket.write(part);
        at += step;
        if (rate !== undefined) await delay((1000 * part.length) / rate);
        else if (isFull) await drained(socket);
      }
    };
    return (bytes: Buffer, went: (count: number) => void = () => {}) => {
      queue = queue.then(() => slowly(bytes, went));
    };
  };

  const towardsTerminal = (terminal: Socket) => {
    const splitter = new PacketSplitter();
    const write = writer(terminal, () => faults.bytesPerSecond);
    const send = (packet: Buffer, isCopy = false) => {
      write(packet, (count) => {
        link.delivered += count;
        if (isCopy) link.duplicated += count;
      });
    };
    return (bytes: Buffer) => {
      for (const packet of splitter.push(bytes)) {
        if (faults.losesAcks && (packet[0] ?? 0) >> 4 === pubackType) continue;
        if (!isVolatile(packet)) write(packet);
        else if (random() >= faults.loss) {
          if (random() < faults.reorder) void delay(faults.holdMs * random()).then(() => send(packet));
          else send(packet);
          if (random() < faults.duplicate)
            void delay(faults.holdMs * random()).then(() => send(packet, true));
        }
      }
    };
  };

  const server = createServer((terminal) => {
    link.connections++;
    if (isCut) return terminal.destroy();
    const broker = connect(brokerPort, '127.0.0.1');
    const counter = new PacketSplitter();
    const receive = towardsTerminal(terminal);
    const forward = writer(broker, () => (faults.bothWays ? faults.bytesPerSecond : undefined));
    for (const socket of [terminal, broker]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        terminal.destroy();
        broker.destroy();
      });
    }
    terminal.on('data', (bytes) => {
      link.asked += counter.push(bytes).filter((packet) => (packet[0] ?? 0) >> 4 === publishType).length;
      forward(bytes);
    });
    broker.on('data', receive);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const closeAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const link: FaultyLink = {
    port: address.port,
    url: `mqtt://127.0.0.1:${address.port}`,
    faults,
    connections: 0,
    delivered: 0,
    duplicated: 0,
    asked: 0,
    cut: () => {
      isCut = true;
      closeAll();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      closeAll();
      server.close();
      await once(server, 'close');
    },
  };
  return link;
}
