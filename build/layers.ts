// Which folder may import what: the table alone. build/layers-check.ts reads the sources against it, `npm test` runs that.

/**
 * - `none`: nothing but the packages in `also`
 * - `node`: node: and the packages in `also`
 * - `production`: package.json's `dependencies`, and node:
 * - `page`: what is bundled into pages: `dependencies` and development dependencies that are no tools; never node:
 * - `any`: everything declared, and node:
 */
export type Packages = 'none' | 'node' | 'production' | 'page' | 'any';

export interface Layer {
  /** Folder, or single file, from the project's root. The longest row that covers a file is its row. */
  readonly folder: string;
  /** Other rows' folders it may import from; `*` for all. Its own folder is always allowed. */
  readonly imports: readonly string[];
  readonly packages: Packages;
  /** Packages allowed beyond `packages`. */
  readonly also?: readonly string[];
}

/** Only schemas, words and arithmetic on bytes: may be imported by every side. */
const shared = ['main/contract', 'main/text'];

/** How Chinese is read: logic alone, for the search's index and for what is typed in a page. Whoever reads the data file hands it over. */
const pinyin = 'main/pinyin';

/** How what is shown is read aloud: logic alone, for the voices of the system in a page and for the core's own. */
const spoken = 'main/spoken';

/** Readings that county and kiosk must have in common: digests and signatures, days and periods, YAML with its lines. */
const groundwork = ['main/trust', 'main/calendar', 'main/located-yaml'];

/** A service knows the contract, the words and what is named here, never another service: main/core brings them together. */
function service(name: string, ...also: readonly string[]): Layer {
  return { folder: `main/${name}`, imports: [...shared, ...also], packages: 'production' };
}

/** What a release of the program is made of: for the county that signs it, the core that fetches it, the launcher that tries it. */
const releases = 'main/releases';

/** Where the program's own files lie, in the project's folder and in a package. */
const program = 'main/program';

const services = [
  service('catalogue', 'main/trust'),
  service('content', 'main/trust', 'main/calendar', 'db'),
  service('disk'),
  service('feedback', 'main/trust'),
  service('health'),
  // Bundled into the process that reads one file: PDF.js itself does not ship.
  { ...service('pdf-text'), also: ['pdfjs-dist'] },
  service('personal', 'main/trust'),
  service('printing', 'main/calendar'),
  service('screens'),
  service('search', 'db', pinyin),
  service('software', releases, 'main/calendar', 'main/trust', 'db'),
  service('sync', 'main/trust'),
  service('speech', spoken),
  service('take-away'),
];

export const layers: readonly Layer[] = [
  { folder: 'main/contract', imports: [], packages: 'none', also: ['zod', '@orpc/contract'] },
  { folder: 'main/text', imports: ['main/contract'], packages: 'none' },
  ...groundwork.map((folder): Layer => ({ folder, imports: shared, packages: 'production' })),
  { folder: pinyin, imports: [], packages: 'none' },
  { folder: spoken, imports: [], packages: 'none' },
  ...services,
  {
    folder: 'main/core',
    imports: [
      ...shared,
      'main/trust',
      'main/calendar',
      pinyin,
      'main/launch',
      'main/lifecycle',
      program,
      ...services.map((each) => each.folder),
      releases,
      'db',
      'kiosk-config',
    ],
    packages: 'production',
  },
  { folder: program, imports: [], packages: 'node' },
  { folder: releases, imports: shared, packages: 'production' },
  { folder: 'main/launcher', imports: [...shared, releases, program], packages: 'production' },
  // How a shell is told what to show and starts the core: the same for both shells.
  { folder: 'main/lifecycle', imports: [], packages: 'none' },
  { folder: 'main/launch', imports: [...shared, 'kiosk-config'], packages: 'node' },
  // Keeps core and shell running.
  { folder: 'main/supervision', imports: [...shared, 'main/launch', 'kiosk-config'], packages: 'node' },
  {
    folder: 'main/electron',
    imports: ['main/launch', 'main/text', program],
    packages: 'node',
    also: ['electron'],
  },
  { folder: 'main/chromium', imports: ['main/launch'], packages: 'node' },
  { folder: 'main/virtual-printer', imports: ['main/contract'], packages: 'production' },
  {
    folder: 'main/start',
    imports: [
      ...shared,
      'main/calendar',
      'main/launch',
      'main/lifecycle',
      'main/supervision',
      'main/content',
      program,
      'main/chromium',
      'main/virtual-printer',
      'kiosk-config',
      'county',
    ],
    packages: 'production',
  },
  { folder: 'db', imports: ['main/contract', program], packages: 'production' },
  { folder: 'kiosk-config', imports: [...shared, 'main/located-yaml'], packages: 'production' },
  {
    folder: 'county',
    imports: [...shared, ...groundwork, 'main/catalogue', releases],
    packages: 'production',
  },
  { folder: 'renderer', imports: [...shared, pinyin, spoken], packages: 'page' },
  // What is measured runs with the core's own options.
  { folder: 'build', imports: ['main/launch'], packages: 'any' },
  { folder: 'build/bench', imports: ['*'], packages: 'any' },
  // Makes the engines' data, with the engines' own measures.
  { folder: 'build/input-data', imports: ['renderer', pinyin], packages: 'any' },
  { folder: 'tests', imports: ['*'], packages: 'any' },
  { folder: 'vitest.config.ts', imports: [], packages: 'any' },
  { folder: 'vitest.long.config.ts', imports: [], packages: 'any' },
];
