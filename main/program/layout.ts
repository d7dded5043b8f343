/** Where the program's own files lie. The project's folder and a package differ in this alone. */
export type ProgramFiles = {
  /** The project's folder, or the package's top. */
  readonly root: string;
  /** The package.json that carries the software's version. */
  readonly manifest: string;
  /** Entry of the core's process. */
  readonly core: string;
  /** Entry of the thread that writes content.db. */
  readonly contentWorker: URL;
  /** Entry of the process that reads a PDF file. */
  readonly pdfReader: string;
  /** Folder with PDF.js's character maps and fonts. */
  readonly pdfData: string;
  /** The built pages. */
  readonly pages: string;
  /** Entry of the Electron shell. */
  readonly electronMain: string;
  /** Folder with one folder of numbered SQL files a database. */
  readonly migrations: string;
  /** How Chinese is read: the data of main/pinyin. */
  readonly lexicon: () => string;
  /** Chinese fonts for receipts, most of the characters first. */
  readonly slipFonts: () => string[];
  /** What a package brings along beside the program; undefined in the project's folder. */
  readonly shipped: Shipped | undefined;
};

export type Shipped = {
  /** The Node that runs everything but Electron. */
  readonly node: string;
  /** Entry of the launcher, which starts everything. */
  readonly launcher: string;
  /** The Electron binary; the Chromium package has none, then there is no such file. */
  readonly electron: string;
  /** The kiosk's configuration where `--config` names none. */
  readonly config: string;
  /** The kiosk's data where `--data` names none. */
  readonly data: string;
};
