/** Composition root: builds the services, starts them in order, stops them in reverse. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import { type HealthKind, healthKinds } from '../contract/health.ts';
import type { Freshness } from '../contract/views.ts';
import { Health } from '../health/health.ts';
import { StopSteps } from '../lifecycle/stop-steps.ts';
import type { Printing } from '../printing/printing-types.ts';
import type { Software } from '../software/software.ts';
import { findSpeaker, Speech } from '../speech/speech.ts';
import type { Clock, Sync } from '../sync/ports.ts';
import { createSync } from '../sync/sync.ts';
import { bearerIs, type SurfaceTokens } from './access.ts';
import { Arrivals } from './arrivals.ts';
import { CatalogueTitles } from './catalogue-titles.ts';
import { followContent } from './content-events.ts';
import { createCountyLine } from './county-line.ts';
import { startDiskCare } from './disk-care.ts';
import { EventHub } from './event-hub.ts';
import { createFetchHandler } from './fetch-handler.ts';
import { FileLinks } from './file-links.ts';
import { fileResponse } from './file-response.ts';
import { FileTexts } from './file-texts.ts';
import { createRpc } from './handlers.ts';
import { LoopbackServer } from './http-server.ts';
import { errorFields, type Log } from './log.ts';
import { PageBeats } from './page-beats.ts';
import { Paper } from './paper.ts';
import { faceOf, placeOf } from './place.ts';
import { createPrinting } from './printer.ts';
import { takeNoBlocks } from './rest.ts';
import { StaticFiles } from './static-files.ts';
import { openStores } from './stores.ts';
import type { Stores, StoresMode } from './stores-types.ts';
import { createUpdates } from './updates.ts';
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
  /** What each surface's page has to show, made by whoever starts the core. */
  tokens: SurfaceTokens;
  /** Bearer of `GET /health`. */
  healthToken: string;
  /** 0 takes a free one, and so does one that is taken. */
  port: number;
  /** `read-only`: shows what is there, fetches nothing, changes nothing. */
  mode: StoresMode;
  /** What happened to this machine before this core started, and how often. */
  happened: Partial<Record<HealthKind, number>>;
  /** Ends everything to be started again, perhaps as another version; absent where nothing would start it. */
  restart?: () => void;
};

export type RunningCore = { port: number; health: Health; stop: () => Promise<void> };

type SyncParts = {
  stores: Stores;
  content: ReturnType<typeof followContent>;
  health: Health;
  updates: Software | undefined;
  printing: Printing | undefined;
  texts: FileTexts;
};

function buildSync(options: CoreOptions, parts: SyncParts): Sync {
  const { stores, content, health, updates, printing, texts } = parts;
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
    keptMetadata: () => stores.keptMetadata(),
    clock,
    random: Math.random,
    log: (level, message, fields) => log[level](fields ?? {}, message),
    fileArrived: () => {
      content.announceFiles();
      texts.arrived();
      updates?.arrived();
    },
    stateFields: () => {
      const update = updates?.status();
      const printer = printing?.known()?.state;
      return {
        health: [...health.problems()],
        ...(update ? { update } : {}),
        ...(printer ? { printer } : {}),
      };
    },
    ...(updates ? { updates } : {}),
  });
}

/** Listens, with handlers over the services. Returns the port. */
async function serve(options: CoreOptions, parts: ServeParts, stops: StopSteps): Promise<number> {
  const { services, events, links, stores, beats } = parts;
  const onError = (error: unknown) => options.log.error(errorFields(error), 'request failed');
  let port = 0;
  const handler = createFetchHandler({
    port: () => port,
    tokens: options.tokens,
    links,
    statics: new StaticFiles(options.pagesDir),
    rpc: createRpc(services, events, stops.signal, onError),
    file: (wanted, range) => fileResponse(stores.files, wanted, range),
    health: { mayAsk: (headers) => bearerIs(headers, options.healthToken), surfaces: () => beats.all() },
  });
  const server = new LoopbackServer(handler, onError);
  port = await server.start(options.port);
  stops.add(() => server.stop());
  return port;
}

type ServeParts = {
  services: ViewServices;
  events: EventHub;
  links: FileLinks;
  stores: Stores;
  beats: PageBeats;
};

function freshnessOf(sync: Sync): Freshness {
  const { updatedAt, staleDays, link, clockInDoubt, trouble } = sync.status();
  return { updatedAt, staleDays, link, clockInDoubt, trouble };
}

const hour = 3_600_000;
/** What went wrong and is well again is in the terminal's state for so long. Milliseconds. */
const happeningsKept = 24 * hour;

/** A core that was started again knows what brought its predecessor down. */
function healthAtStart({ happened, mode }: CoreOptions, now: () => number): Health {
  const health = new Health(now);
  for (const kind of healthKinds) {
    for (let count = happened[kind] ?? 0; count > 0; count--) health.happened(kind);
  }
  health.set('core-read-only', mode === 'read-only');
  return health;
}

/** Builds the services in the order in which they depend on each other, and starts them. */
async function build(options: CoreOptions, stops: StopSteps): Promise<Omit<RunningCore, 'stop'>> {
  const { config, clock } = options;
  const events = new EventHub();
  const arrivals = new Arrivals(() => clock.monotonic());
  const titles = new CatalogueTitles('village');
  // Content is opened before sync, which knows the time best.
  let now = () => clock.now();
  const readerParts = {
    catalogue: titles.find.bind(titles),
    inColumn: titles.inColumn.bind(titles),
    now: () => now(),
  };
  const stores = openStores(path.resolve(options.dataDir), readerParts, { mode: options.mode });
  stops.add(() => stores.close());
  const content = followContent({ stores, events, arrivals, titles });
  const printing = createPrinting(config.printer, () => clock.monotonic());
  await printing?.start(stops.signal);
  stops.add(() => printing?.stop());
  const health = healthAtStart(options, () => now());
  const forgetting = setInterval(() => health.forgetBefore(now() - happeningsKept), hour);
  stops.add(() => clearInterval(forgetting));
  stops.add(health.onChange((problems) => events.send({ type: 'health', problems: [...problems] })));
  const texts = new FileTexts(stores, options.log);
  stops.add(() => texts.stop());
  const beats = new PageBeats(() => clock.monotonic());
  const line: { sync?: Sync } = {};
  const updates = createUpdates(options, { stores, content, health, beats, now: () => now(), line });
  const sync = buildSync(options, { stores, content, health, updates, printing, texts });
  line.sync = sync;
  const told = printing?.onChange((status) => {
    events.send({ type: 'printer', ...status });
    sync.touchState();
  });
  if (told) stops.add(told);
  now = () => sync.now();
  stops.add(sync.onChange(() => events.send({ type: 'freshness', freshness: freshnessOf(sync) })));
  const countyLine = createCountyLine({
    ...{ terminal: config.terminal, village: config.village, stores, content, sync },
    monotonic: () => clock.monotonic(),
  });
  const links = new FileLinks(
    randomBytes(32),
    () => clock.monotonic(),
    () => countyLine.visitors.handle(),
  );
  const place = () => placeOf(content.settings(), config);
  const services = new ViewServices({
    reader: stores.reader,
    search: stores.search,
    links,
    paper: new Paper({ printing, place, now: () => now() }),
    place,
    face: () => faceOf(content.settings()),
    software: options.software,
    publicAddress: () => content.settings()?.publicAddress,
    freshness: () => freshnessOf(sync),
    justArrived: () => arrivals.current(),
    speech: new Speech(findSpeaker({ path: process.env.PATH, platform: process.platform })),
    ...countyLine,
    health,
    beats,
    now,
  });
  const port = await serve(options, { services, events, links, stores, beats }, stops);
  sync.start(stops.signal);
  if (options.mode === 'normal') texts.start();
  stops.add(startDiskCare({ stores, health, sync, log: options.log }));
  stops.add(() => sync.stop());
  await updates?.start();
  stops.add(() => updates?.stop());
  return { port, health };
}

/** Starts a core. @throws SanwuError of a storage kind; nothing stays open then */
export async function startCore(options: CoreOptions): Promise<RunningCore> {
  takeNoBlocks();
  const stops = new StopSteps((error) => options.log.error(errorFields(error), 'stopping failed'));
  try {
    return { ...(await build(options, stops)), stop: () => stops.stop() };
  } catch (error) {
    await stops.stop();
    throw error;
  }
}
