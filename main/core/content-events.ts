/** Sync's view of content, with what an activation means for pages: events, announcements, settings, catalogues. */
import type { Activation } from '../content/activation.ts';
import type { TerminalSettings } from '../contract/settings.ts';
import type { ContentPort } from '../sync/ports.ts';
import type { Arrivals } from './arrivals.ts';
import type { CatalogueTitles } from './catalogue-titles.ts';
import type { EventHub } from './event-hub.ts';
import type { Stores } from './stores-types.ts';

export type ContentParts = { stores: Stores; events: EventHub; arrivals: Arrivals; titles: CatalogueTitles };

export type FollowedContent = ContentPort & {
  settings: () => TerminalSettings | undefined;
  /** Attachments came in: pages that show them ask again. Many at once make one event. */
  announceFiles: () => void;
};

/** Attachments that arrive within this time are announced together. Milliseconds. */
const filesTogether = 1_000;

export function followContent({ stores, events, arrivals, titles }: ContentParts): FollowedContent {
  let active = stores.reader.active();
  let filesTimer: NodeJS.Timeout | undefined;
  const adoptCatalogues = () => titles.adopt(active?.settings?.kind ?? 'village', active?.catalogues ?? []);
  adoptCatalogues();

  const activate = async (activation: Activation) => {
    const result = await stores.activator.activate(activation);
    active = stores.reader.active();
    adoptCatalogues();
    await stores.files.remove(result.unreferenced);
    if (!result.all) arrivals.note(result.changes);
    events.send({
      type: 'content',
      revision: events.nextRevision(),
      changes: [...result.changes],
      all: result.all,
    });
    events.send({ type: 'settings' });
    return result;
  };
  const announceFiles = () => {
    if (filesTimer) return;
    filesTimer = setTimeout(() => {
      filesTimer = undefined;
      events.send({ type: 'content', revision: events.nextRevision(), changes: [], all: true });
    }, filesTogether);
    filesTimer.unref();
  };
  return {
    active: () => stores.reader.active(),
    activate,
    carryOutErasures: () => stores.activator.carryOutErasures(),
    wantedFiles: () => stores.reader.wantedFiles(),
    settings: () => active?.settings,
    announceFiles,
  };
}
