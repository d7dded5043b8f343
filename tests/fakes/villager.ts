/** A villager at a terminal: the services that the core puts together, over one terminal's real sync and records. */
import { randomBytes } from 'node:crypto';
import { Feedback } from '../../main/feedback/feedback.ts';
import { Asking } from '../../main/personal/asking.ts';
import { codes, terminals } from './sync-county.ts';
import type { SyncKiosk } from './sync-kiosk.ts';

const raw = (key: string) => Buffer.from(key, 'base64url');

/** What a form makes once. */
export const newSubmission = () => randomBytes(32).toString('base64url');

export function villagerAt(kiosk: SyncKiosk): { feedback: Feedback; asking: Asking } {
  const sealing = () => kiosk.active()?.settings?.sealing;
  const keys = () => {
    const found = sealing();
    return found && { personal: raw(found.personal), inbox: raw(found.inbox) };
  };
  return {
    feedback: new Feedback({
      terminal: terminals.main,
      village: codes.village,
      keys,
      outbox: {
        put: (entry) => kiosk.records.putOutbox(entry),
        keptAt: (id) => kiosk.records.keptAt(id),
        waiting: (kind) => kiosk.records.waiting(kind),
      },
      waiting: () => kiosk.sync.sendWaiting(),
      titleOf: (id, version) => kiosk.item(id)?.versions.find((each) => each.version === version) && '标题',
      now: () => Date.now(),
    }),
    asking: new Asking({
      countyKey: () => keys()?.personal,
      ask: (key, question, signal) => kiosk.sync.ask(key, question, signal),
    }),
  };
}
