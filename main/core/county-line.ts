/** What goes from this terminal to its county alone: what villagers write, and what only they may know. */
import { Feedback } from '../feedback/feedback.ts';
import { Asking } from '../personal/asking.ts';
import type { Sync } from '../sync/ports.ts';
import type { FollowedContent } from './content-events.ts';
import type { Stores } from './stores-types.ts';

export type CountyLineParts = {
  terminal: string;
  village: string;
  stores: Stores;
  content: FollowedContent;
  sync: Sync;
};

const raw = (key: string) => Buffer.from(key, 'base64url');

export function createCountyLine(parts: CountyLineParts): { feedback: Feedback; asking: Asking } {
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
    putOutbox: (entry) => stores.records.putOutbox(entry),
    waiting: () => sync.sendWaiting(),
    titleOf: (id, version) => stores.reader.item(id, version)?.card.title,
    now: () => sync.now(),
  });
  const asking = new Asking({
    countyKey: () => keys()?.personal,
    ask: (key, question, signal) => sync.ask(key, question, signal),
  });
  return { feedback, asking };
}
