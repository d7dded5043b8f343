/**
 * What a kiosk shows, told in one line of JSON: `look-around.ts CONFIG DATA ITEM`. A program of its own, so that it can
 * run where there is no network at all and nobody outside could ask.
 */
import { createHash } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { allTitles, firstAttachment } from './core-client.ts';
import { startKiosk } from './running-kiosk.ts';

export type Seen = {
  /** Names of the network interfaces that have an address. */
  interfaces: string[];
  titles: string[];
  modules: { id: string; count: number }[];
  /** SHA-256 of the item's first attachment as it was opened. */
  attachment: string;
  link: string;
  /** Milliseconds from the start of the command until the first content was there. */
  tookMs: number;
};

const [config = '', data = '', item = ''] = process.argv.slice(2);
const started = performance.now();
const kiosk = await startKiosk({ config, data });
const client = kiosk.client;
const { modules } = await client.home();
const tookMs = performance.now() - started;
const titles = await allTitles(client);
const bytes = await firstAttachment(client, kiosk.terminalUrl, item);
let link = 'connecting';
while (link === 'connecting') ({ link } = await client.freshness());
const seen: Seen = {
  interfaces: Object.keys(networkInterfaces()),
  titles,
  modules: modules.map(({ id, count }) => ({ id, count })),
  attachment: createHash('sha256').update(bytes).digest('hex'),
  link,
  tookMs,
};
await kiosk.stop();
process.stdout.write(`${JSON.stringify(seen)}\n`);
