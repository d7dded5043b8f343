/** What goes from this terminal to its county alone: what villagers write, and what only they may know. */
import { randomBytes } from 'node:crypto';
import { Feedback } from '../feedback/feedback.ts';
import { Asking } from '../personal/asking.ts';
import { Visitors } from '../personal/visitors.ts';
import type { Sync } from '../sync/ports.ts';
import type { FollowedContent } from './content-events.ts';
import type { Stores } from './stores-types.ts';

export type CountyLineParts = {
  terminal: string;
  village: string;
  stores: Stores;
  content: FollowedContent;
  sync: Sync;
  /** Milliseconds that only grow. */
  monotonic: () => number;
};

const raw = (key: string) => Buffer.from(key, 'base64url');

export type CountyLine = { feedback: Feedback; asking: Asking; visitors: Visitors };

export function createCountyLine(parts: CountyLineParts): CountyLine {
  const { terminal, village, stores, content, sync } = parts;
  const sealing = () => content.settings()?.sealing;
  const keys = () => {
    const found = sealing();
    return found && { personal: raw(found.personal), inbox: raw(found.inbox) };
  };
  const feedback = new Feedback({
    terminal,
    village,
    keys,
    outbox: {
      put: (entry) => stores.records.putOutbox(entry),
      keptAt: (id) => stores.records.keptAt(id),
      waiting: (kind) => stores.records.waiting(kind),
    },
    waiting: () => sync.sendWaiting(),
    titleOf: (id, version) => stores.reader.item(id, version)?.card.title,
    now: () => sync.now(),
  });
  const asking = new Asking({
    countyKey: () => keys()?.personal,
    ask: (key, question, signal) => sync.ask(key, question, signal),
  });
  const visitors = new Visitors({
    ask: (name, idNumber, signal) => asking.visitor(name, idNumber, signal),
    monotonic: parts.monotonic,
    random: () => randomBytes(16).toString('base64url'),
  });
  return { feedback, asking, visitors };
}
