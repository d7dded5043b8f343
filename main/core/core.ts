/** Composition root: builds the services, starts them in order, stops them in reverse. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import type { Clock, Sync } from '../sync/ports.ts';
import { createSync } from '../sync/sync.ts';
import type { SurfaceTokens } from './access.ts';
import { Arrivals } from './arrivals.ts';
import { CatalogueTitles } from './catalogue-titles.ts';
import { followContent } from './content-events.ts';
import { EventHub } from './event-hub.ts';
import { createFetchHandler } from './fetch-handler.ts';
import { FileLinks } from './file-links.ts';
import { fileResponse } from './file-response.ts';
import { createRpc } from './handlers.ts';
import { LoopbackServer } from './http-server.ts';
import { errorFields, type Log } from './log.ts';
import { placeOf } from './place.ts';
import { createPrinting } from './printer.ts';
import { StaticFiles } from './static-files.ts';
import { openStores, type Stores } from './stores.ts';
import { ViewServices } from './view-services.ts';

export type CoreOptions = {
  config: KioskConfig;
  /** Databases, files and logs of this kiosk. */
  dataDir: string;
  /** The built pages. */
  pagesDir: string;
  software: string;
  /** When this program was built, UTC milliseconds. */
  builtAt: number;
  clock: Clock;
  log: Log;
};

export type RunningCore = { port: number; tokens: SurfaceTokens; stop: () => Promise<void> };

const newSecret = () => randomBytes(32);

function startSync(options: CoreOptions, stores: Stores, content: ReturnType<typeof followContent>): Sync {
  const { config, clock, log } = options;
  const { broker } = config;
  return createSync({
    terminal: config.terminal,
    village: config.village,
    county: config.county,
    trustedRoot: Buffer.from(config.trustedRoot, 'base64'),
    builtAt: options.builtAt,
    software: options.software,
    ...(broker ? { broker: { ...broker, ca: broker.ca && readFileSync(broker.ca, 'utf8') } } : {}),
    ...(config.folder ? { folder: config.folder } : {}),
    records: stores.records,
    content,
    files: stores.files,
    clock,
    random: Math.random,
    log: (level, message, fields) => log[level](fields ?? {}, message),
    fileArrived: () => content.announceFiles(),
  });
}

/** Starts a core. @throws SanwuError of a storage kind; nothing stays open then */
export async function startCore(options: CoreOptions): Promise<RunningCore> {
  const { config, clock, log } = options;
  const stopping = new AbortController();
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    stopping.abort();
    for (const step of stops.splice(0).reverse()) {
      await Promise.resolve(step()).catch((error: unknown) =>
        log.error(errorFields(error), 'stopping failed'),
      );
    }
  };
  try {
    const events = new EventHub();
    const arrivals = new Arrivals(() => clock.monotonic());
    const titles = new CatalogueTitles('village');
    let sync: Sync | undefined;
    const now = () => sync?.now() ?? clock.now();
    const stores = openStores(path.resolve(options.dataDir), {
      catalogue: (id) => titles.find(id),
      now,
    });
    stops.push(() => stores.close());
    const content = followContent({ stores, events, arrivals, titles });
    const printing = createPrinting(config.printer, () => clock.monotonic());
    if (printing) {
      await printing.start(stopping.signal);
      stops.push(() => printing.stop());
    }
    const started = startSync(options, stores, content);
    sync = started;
    const freshness = () => {
      const { updatedAt, staleDays, link, clockInDoubt, trouble } = started.status();
      return { updatedAt, staleDays, link, clockInDoubt, trouble };
    };
    stops.push(started.onChange(() => events.send({ type: 'freshness', freshness: freshness() })));
    const links = new FileLinks(newSecret(), () => clock.monotonic());
    const services = new ViewServices({
      reader: stores.reader,
      search: stores.search,
      links,
      printing,
      place: () => placeOf(content.settings(), config),
      publicAddress: () => content.settings()?.publicAddress,
      freshness,
      justArrived: () => arrivals.current(),
      now,
    });
    const tokens = { terminal: newSecret().toString('base64url'), board: newSecret().toString('base64url') };
    const onError = (error: unknown) => log.error(errorFields(error), 'request failed');
    let port = 0;
    const handler = createFetchHandler({
      port: () => port,
      tokens,
      links,
      statics: new StaticFiles(options.pagesDir),
      rpc: createRpc(services, events, stopping.signal, onError),
      file: (wanted, range) => fileResponse(stores.files, wanted, range),
    });
    const server = new LoopbackServer(handler, onError);
    port = await server.start(config.port);
    stops.push(() => server.stop());
    started.start(stopping.signal);
    stops.push(() => started.stop());
    return { port, tokens, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
