import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import { countyFolder } from '../../../county/open-county.ts';
import { FeedbackDesk } from '../../../county/serve/feedback-desk.ts';
import type { FeedbackMessage } from '../../../main/contract/feedback.ts';
import { mountSmallDisk } from '../../fakes/small-disk.ts';

const message: FeedbackMessage = {
  id: randomBytes(16).toString('base64url'),
  terminal: 'hall-1',
  at: 1,
  inboxKey: 'a'.repeat(64),
  personalKey: 'b'.repeat(64),
  content: 'A'.repeat(3_000),
  ticket: 'A'.repeat(400),
};
const payload = Buffer.from(JSON.stringify(message));

describe.skipIf(!requirement('smallDisks').available)('the county’s desk on a full disk', () => {
  it('acknowledges nothing, and takes the message once when it comes again, however often', async () => {
    const disk = mountSmallDisk(1);
    onTestFinished(() => disk.remove());
    const folder = countyFolder(disk.folder);
    const openDesk = () => {
      const desk = new FeedbackDesk({
        folder,
        keyOf: () => undefined,
        recordsSecret: randomBytes(32),
        clock: Date.now,
        broken: (id) => expect.unreachable(id),
      });
      desk.start();
      return desk;
    };
    const desk = openDesk();
    disk.fill();
    await expect(desk.take('hall-1', payload)).rejects.toMatchObject({ code: 'ENOSPC' });
    disk.makeRoom();
    const twice = [desk.take('hall-1', payload), desk.take('hall-1', payload)];
    expect(await Promise.all(twice)).toEqual([message.id, message.id]);
    expect(await openDesk().take('hall-1', payload)).toBe(message.id);
    expect(readdirSync(path.join(folder.dir, 'inbox'))).toEqual([`${message.id}.json`]);
    await expect(desk.take('hall-2', payload)).rejects.toThrow();
  });
});
