/**
 * Every limit on outside input, by name. Sizes are bytes, counts are plain numbers, times are milliseconds.
 * A limit is reached → the input is refused by name (`limit` in the error), nothing is half done.
 */
const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  /** MQTT: bytes of file data in one chunk; with its header it stays under common brokers' 128 KB limits (design.md). */
  chunkBytes: 64 * KiB,
  /** MQTT: the JSON header line before a chunk. */
  chunkHeaderBytes: 1 * KiB,
  /** MQTT: a message from the broker, its header too, before it is whole. Several chunks may wait to be parsed. */
  mqttMessageBytes: 1 * MiB,
  /** MQTT: a request from a terminal. */
  requestBytes: 2 * KiB,
  /** MQTT: chunks asked for and not yet answered, per terminal. */
  chunkWindow: 64,
  /** TUF metadata, per role. */
  rootBytes: 512 * KiB,
  timestampBytes: 16 * KiB,
  snapshotBytes: 4 * MiB,
  targetsBytes: 8 * MiB,
  /** Root rotations that one refresh follows. */
  rootRotations: 64,
  /** Signers whose content one terminal takes: county, townships, and the terminals of its village. */
  signerRoles: 256,
  /** An index of one signer in one division. */
  indexBytes: 4 * MiB,
  /** Packs that an index names. */
  indexPacks: 4_000,
  /** One pack; publishing starts a new part well before (`packTargetBytes`). */
  packBytes: 8 * MiB,
  packTargetBytes: 512 * KiB,
  /** Item records in one pack. */
  packItems: 5_000,
  /** One attachment (R1.4: video included). */
  attachmentBytes: 2_048 * MiB,
  /** Attachments of one item version. */
  itemAttachments: 200,
  /** Versions of one item. */
  itemVersions: 1_000,
  /** Body text of one item, characters. */
  bodyCharacters: 200_000,
  titleCharacters: 200,
  /** Reason of a correction, withdrawal or erasure, characters. */
  reasonCharacters: 2_000,
  /** Tables of one item; rows of one table; columns; characters of a cell. */
  itemTables: 50,
  tableRows: 20_000,
  tableColumns: 60,
  cellCharacters: 4_000,
  /** Depth of JSON from outside. */
  jsonDepth: 24,
  /** Settings target of one terminal, and one catalogue target. */
  settingsBytes: 256 * KiB,
  /** Pictures in the settings, before base64: both together must leave room for the rest of them. */
  faceMarkBytes: 32 * KiB,
  facePictureBytes: 128 * KiB,
  /** Width and height of such a picture, pixels: what is decoded is bounded too. */
  facePictureSide: 2_560,
  catalogueBytes: 2 * MiB,
  /** Catalogues in force for one terminal, the shipped ones included: a county, a township and a village have a few each. */
  terminalCatalogues: 20,
  /** Entries of one catalogue: the shipped ones have up to 48, a county adds tens. */
  catalogueEntries: 1_000,
  /** Basis of a catalogue entry, characters: several document numbers with their clauses. */
  basisCharacters: 500,
  /** Publicity period that a catalogue entry may ask for, days; what is shown longer is long-term disclosure. */
  publicityDays: 366,
  /** File and attachment names as people see them, characters. They never become paths. */
  fileNameCharacters: 255,
  /** Body of a procedure call on the loopback port: a procedure's input is small. */
  callBytes: 64 * KiB,
  /** Search text and page sizes. */
  queryCharacters: 64,
  pageItems: 50,
  /** Text of one PDF file for search: pages, characters, the reading process's memory in MiB, and its time in milliseconds. */
  pdfTextPages: 200,
  pdfTextCharacters: 100_000,
  pdfTextMiB: 256,
  pdfTextMs: 30_000,
  /** Larger PDF files are scans: not read for search. Bytes. */
  pdfTextBytes: 32 * MiB,
  /** Words and names of a village that the on-screen input is told: it ranks them at every letter. */
  localWords: 3_000,
  /** A printed slip: what goes on paper is an excerpt, the rest is on screen or behind the QR. */
  slipTableRows: 20,
  /** Cells of rows that somebody chose for paper, beyond which only the key columns are printed: half of a slip's lines. */
  slipChosenCells: 100,
  /** Columns of a table that can be read on a strip of paper; the key ones are kept. */
  slipTableColumns: 5,
  slipTables: 2,
  slipKeyFigures: 6,
  slipBodyCharacters: 240,
  /** Blocks of one slip, and characters of one text in it. */
  slipBlocks: 80,
  slipTextCharacters: 600,
  /** Lines of one slip: about 75 cm of paper. */
  slipLines: 200,
  /** Slips that the virtual printer keeps in its folder. */
  virtualSlips: 200,
  /** QR on a slip, UTF-8 bytes: the most that a 58 mm head (384 dots) draws with modules of 3 dots. */
  slipQrBytes: 900,
  /** Print jobs that wait at the same time. */
  printQueueJobs: 4,
  /** Bytes that a printer may answer to one question before it is held to babble. */
  printReplyBytes: 64,
  /** Publishing sources: files and folder levels under one argument; a township's year of villages has some thousands. */
  sourceFiles: 50_000,
  sourceDepth: 16,
  /** Problems listed of one reading; the rest is counted only in that one more says so. */
  sourceProblems: 500,
  /** One Markdown source and its front matter, bytes: 200,000 characters of GB18030 or UTF-8 and some air. */
  sourceMarkdownBytes: 1 * MiB,
  sourceFrontMatterBytes: 64 * KiB,
  /** One CSV source: 20,000 rows of 1,600 bytes. */
  sourceCsvBytes: 32 * MiB,
  /** One workbook as it lies on disk, and what it may unpack to: entries, one entry, and all of them (zip bombs). */
  workbookBytes: 64 * MiB,
  workbookEntries: 5_000,
  workbookEntryBytes: 128 * MiB,
  workbookUnpackedBytes: 256 * MiB,
  /** Sheets of one workbook; texts that its cells share; cells of one sheet that are not blank. */
  workbookSheets: 256,
  workbookStrings: 1_000_000,
  worksheetCells: 1_200_000,
  /** A key file, and the registry of a county of 2,000 terminals (`county.json`). */
  keyFileBytes: 16 * KiB,
  registryBytes: 16 * MiB,
  /** What the county remembers of its terminals between starts (`fleet/`). */
  fleetBytes: 64 * MiB,
  /** MQTT: a terminal's state and an alert. */
  stateBytes: 64 * KiB,
  alertBytes: 4 * KiB,
  /** Alerts kept at the county, and terminals that it keeps a state of. */
  alertsKept: 500,
  terminals: 20_000,
  /** Requests of one terminal that wait at the county; what comes on top is answered `busy`. */
  waitingRequests: 256,
  /** A release of this program as it travels and unpacked: Electron and Node are some 410 MB in 170 MB. */
  softwareBytes: 512 * MiB,
  softwareUnpackedBytes: 1_536 * MiB,
  /** Files and folders of a release; bytes of a path in it (ustar allows 256). */
  softwareFiles: 20_000,
  softwarePathBytes: 255,
  /** The signed description of a platform's releases, how many it may name, and whom one may be for. */
  softwareOfferBytes: 128 * KiB,
  softwareReleases: 8,
  softwareAudience: 500,
  softwareNotesCharacters: 2_000,
  /** What launcher and core note of versions on this machine. */
  softwareNoteBytes: 64 * KiB,
  /** Feedback: what a villager writes, and a name or phone number left with it, characters. */
  feedbackCharacters: 1_000,
  contactCharacters: 40,
  /** Feedback: content or ticket sealed, base64url; 1,000 characters are up to 4 KiB, padded. */
  sealedFeedbackCharacters: 16 * KiB,
  feedbackBytes: 36 * KiB,
  /** Feedback that waits on a terminal for its county, messages: no more than the county takes at once; some 20 MB as people write. */
  feedbackWaiting: 5_000,
  /** Feedback that the county takes from one terminal at once (what piled up over a long outage), and by the day after that. */
  feedbackBurst: 5_000,
  feedbackPerTerminalDay: 300,
  /** Answer of a private case, characters: what fits into one sealed answer with room to spare. */
  answerCharacters: 3_000,
  /** Personal records in one answer: 21 programmes over some years (seeds/002). */
  personalRecords: 120,
  /** A sentence to be read aloud, characters: the page reads sentence by sentence. */
  spokenCharacters: 400,
  /** Rows of one list of payments: a programme of a county of 500,000 people. */
  personalListRows: 500_000,
  /** Sealed questions and answers are padded to these sizes, whatever is in them. Bytes. */
  sealedQuestionBytes: 512,
  sealedAnswerBytes: 48 * KiB,
  /** Content files that the county's origin keeps open. */
  openFiles: 64,
  /** Data disk: size of the file that is deleted when the disk is full, so that databases open and a complaint is written. */
  reserveBytes: 8 * MiB,
  /** Data disk: nothing is fetched where less than this would stay free: twice the reserve, so that content never gets at it. */
  freeBytesKept: 16 * MiB,
  /** Data disk: with less than this free databases may not open (log, its index, and the first commits); the reserve is given up. */
  bytesToOpen: 1 * MiB,
  /** Data disk: less free than this, or than 5 % of a smaller disk, is said to staff and county. */
  lowSpaceBytes: 512 * MiB,
} as const;

export type LimitName = keyof typeof limits;
