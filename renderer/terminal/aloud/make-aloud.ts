import { client } from '../../shared/queries.ts';
import type { Aloud } from './aloud-context.ts';
import { CoreVoice } from './core-voice.ts';
import { Guide } from './guide.ts';
import { mark } from './mark.ts';
import { Reader } from './reader.ts';
import { findSystemVoice, SystemVoice } from './system-voice.ts';
import type { Voice } from './voice.ts';

/** A voice of this machine's own before the core's. */
function voices(): Voice[] {
  const system = findSystemVoice();
  return [...(system === undefined ? [] : [new SystemVoice(system)]), new CoreVoice(client)];
}

export function makeAloud(): Aloud {
  // Browsers list their voices only after they were asked once.
  findSystemVoice();
  const reader = new Reader({ voices, mark });
  return { reader, guide: new Guide(reader) };
}
