/** A made-up village as the core's services would give it, small but with everything that a page has to draw. */
import type { ModuleId } from '../../main/contract/content.ts';
import type { FeedbackDraft, FeedbackOnPaper, FeedbackView } from '../../main/contract/feedback.ts';
import type { HealthProblem } from '../../main/contract/health.ts';
import type { SubsidiesOnPaper } from '../../main/contract/personal.ts';
import type { SlipView, SubsidiesView, VisitorView } from '../../main/contract/sealed-question.ts';
import type { Face } from '../../main/contract/settings.ts';
import type {
  AttachmentView,
  Freshness,
  HomeView,
  ItemCard,
  ItemView,
  ModuleQuery,
  ModuleView,
  PrinterView,
  PrintInput,
  PrintOutcome,
  SearchQuery,
  SearchView,
  TakeAway,
} from '../../main/contract/views.ts';
import type { VoucherInput } from '../../main/contract/visitor.ts';
import type { Services } from '../../main/core/services.ts';
import { findSpeaker, Speech } from '../../main/speech/speech.ts';
import { qrMatrix } from '../../main/take-away/qr-text.ts';
import { fakeItems } from './fake-content.ts';
import { type FakeFile, photo } from './fake-files.ts';
import { idOf, now, village } from './fake-items.ts';
import { numbers } from './fake-numbers.ts';
import { firstVersion } from './fake-reading.ts';
import { fakeSearch } from './fake-search.ts';

const supervision = 'https://jiandu.example/ydt';

const order: ModuleId[] = ['overview', 'party', 'village', 'finance', 'project', 'supervision'];
const pageItems = 50;

/** A QR-like matrix; what a real code says is the core's business. */
const matrix = Array.from({ length: 45 }, (_, y) =>
  Array.from({ length: 45 }, (_, x) => ((x * 7 + y * 13 + x * y) % 5 < 2 ? '1' : '0')).join(''),
);

export class FakeVillage implements Services {
  readonly items: Map<string, ItemView>;
  readonly idle: { afterSeconds: number; warningSeconds: number };
  readonly #link: (file: FakeFile) => string;
  outcome: PrintOutcome = { outcome: 'printed', state: 'ready', message: '' };
  printDelay = 0;
  freshnessNow: Freshness = { updatedAt: now - 900_000, staleDays: 0, link: 'online', clockInDoubt: false };

  constructor(link: (file: FakeFile) => string, idle = { afterSeconds: 90, warningSeconds: 20 }) {
    this.#link = link;
    this.idle = idle;
    this.items = new Map();
    for (const item of fakeItems(this.#link)) this.items.set(item.card.id, item);
  }

  cards(): ItemCard[] {
    return [...this.items.values()].map(({ card }) => card).sort((a, b) => b.publishedAt - a.publishedAt);
  }

  freshness(): Freshness {
    return this.freshnessNow;
  }

  healthNow: HealthProblem[] = [];

  health(): HealthProblem[] {
    return this.healthNow;
  }

  beat(): void {}

  /** What was handed in, newest last; the slip numbers have right check digits. */
  readonly handedIn: FeedbackDraft[] = [];
  feedbackOutcome: FeedbackView = {
    outcome: 'submitted',
    slip: '120000000006',
    at: now,
    matrix: qrMatrix('1200 0000 0006'),
  };
  /** Before what was handed in is answered. */
  answering: () => Promise<void> = async () => {};
  slipNow: SlipView = { type: 'unavailable', reason: 'offline' };
  subsidiesNow: SubsidiesView = { type: 'unavailable', reason: 'offline' };

  async submitFeedback(draft: FeedbackDraft): Promise<FeedbackView> {
    this.handedIn.push(draft);
    await this.answering();
    return this.feedbackOutcome;
  }

  async followSlip(): Promise<SlipView> {
    return this.slipNow;
  }

  /** What was asked to be read aloud. The voice is real: eSpeak NG. */
  readonly spoken: string[] = [];
  readonly #speech = new Speech(findSpeaker({ path: process.env.PATH, platform: process.platform }));

  speak(text: string, pace: 'usual' | 'slow', signal?: AbortSignal): Promise<Uint8Array> {
    this.spoken.push(text);
    return this.#speech.say(text, pace, signal);
  }

  async subsidies(): Promise<SubsidiesView> {
    return this.subsidiesNow;
  }

  /** Who the county says is there; the right of whoever signed in, and rights that were given back. */
  visitorNow: VisitorView = { type: 'known', right: 'right-of-a-villager-01', seconds: 600 };
  rights: string[] = [];
  readonly signedOut: string[] = [];

  async signIn(): Promise<VisitorView> {
    if (this.visitorNow.type === 'known') this.rights = [this.visitorNow.right];
    return this.visitorNow;
  }

  signOut(right: string): void {
    this.signedOut.push(right);
    this.rights = this.rights.filter((each) => each !== right);
  }

  vouchers({ id, version, row, right }: VoucherInput): AttachmentView[] | 'forbidden' | undefined {
    if (!this.rights.includes(right)) return 'forbidden';
    return this.item(id, version)
      ?.content?.attachments.filter(({ voucherFor }) => voucherFor === row)
      .map((file) => (file.access === 'desk' ? file : { ...file, url: this.#link(photo(4)) }));
  }

  faceNow: Face = {};

  face(): Face {
    return this.faceNow;
  }

  home(): HomeView {
    const cards = this.cards();
    return {
      place: {
        village,
        kind: 'village',
        villageName: '云溪村',
        townshipName: '柳桥镇',
        countyName: '越州市',
        links: [
          { title: '监督一点通', url: supervision, matrix: qrMatrix(supervision) },
          { title: '村委会值班电话', phone: '0579-0000 0001' },
          { title: '村务监督委员会', phone: '0579-0000 0002' },
          { title: '12317 惠农补贴监督', phone: '12317' },
        ],
        idle: { personalSeconds: 60, ...this.idle },
        demo: true,
      },
      freshness: this.freshness(),
      publicity: cards.filter(({ daysLeft }) => daysLeft !== undefined),
      publicityCount: cards.filter(({ daysLeft }) => daysLeft !== undefined).length,
      modules: order.map((id) => {
        const own = cards.filter(({ module }) => module === id);
        return { id, count: own.length, latest: own[0]?.publishedAt };
      }),
      recent: cards.filter(({ state }) => state === 'published').slice(0, 20),
      monthCount: 14,
      software: '1.2.3',
    };
  }

  module(query: ModuleQuery): ModuleView {
    const all = this.cards().filter(
      ({ module, kind, state, daysLeft }) =>
        (query.only === undefined || state === 'published') &&
        (query.only !== 'publicity' || daysLeft !== undefined) &&
        (query.module === undefined || module === query.module) &&
        (query.kind === undefined || kind === query.kind),
    );
    const filed = all.filter(({ catalogue }) => catalogue.length > 0);
    const entries = Map.groupBy(filed, ({ catalogue }) => catalogue[0] ?? '');
    const ofYear = all.filter(({ year }) => query.year === undefined || year === query.year);
    const chosen = ofYear.filter(
      ({ catalogue, period }) =>
        (query.catalogue === undefined || catalogue.includes(query.catalogue)) &&
        (query.quarter === undefined || period?.endsWith(`Q${query.quarter}`) === true),
    );
    const from = Number(query.cursor ?? 0);
    const next = from + pageItems < chosen.length ? String(from + pageItems) : undefined;
    return {
      years: [...Map.groupBy(all, ({ year }) => year)]
        .map(([year, items]) => ({ year, count: items.length }))
        .sort((a, b) => b.year - a.year),
      quarters: [1, 2, 3, 4]
        .map((quarter) => ({
          quarter,
          count: ofYear.filter(({ period }) => period?.endsWith(`Q${quarter}`)).length,
        }))
        .filter(({ count }) => count > 0),
      entries: [...entries].map(([id, items]) => ({
        id,
        module: items[0]?.module ?? 'overview',
        title: items[0]?.catalogueTitle ?? '',
        plainTitle: items[0]?.catalogueTitle ?? '',
        count: items.length,
      })),
      items: chosen.slice(from, from + pageItems),
      total: chosen.length,
      ...(next === undefined ? {} : { next }),
    };
  }

  item(id: string, version?: number): ItemView | undefined {
    const item = this.items.get(id);
    if (item?.content === undefined || version === undefined || version === item.content.version) return item;
    const shown = item.versions.find((each) => each.version === version);
    if (shown === undefined) return undefined;
    const { correctionReason: _reason, ...rest } = item.content;
    const old = { ...rest, version, digest: shown.digest, state: shown.state };
    if (item.card.id === idOf(numbers.rewritten)) return { ...item, content: { ...old, ...firstVersion } };
    return { ...item, content: { ...old, body: `${old.body}\n\n（原第${version}版的文字）` } };
  }

  /** Told of every search. */
  searched: (text: string) => void = () => {};

  search(query: SearchQuery): SearchView {
    this.searched(query.text.trim());
    return fakeSearch(this.items.values(), query);
  }

  words() {
    return [
      { text: '云溪村', weight: 9 },
      { text: '机耕路', weight: 4 },
    ];
  }

  takeAway(id: string): TakeAway | undefined {
    const digest = this.items.get(id)?.content?.digest;
    if (digest === undefined) return undefined;
    return { text: '', matrix, digest8: digest.slice(0, 8) };
  }

  /** What was to be printed of items. */
  readonly printed: PrintInput[] = [];

  async print(wanted: PrintInput): Promise<PrintOutcome | undefined> {
    if (!this.items.has(wanted.id)) return undefined;
    this.printed.push(wanted);
    await new Promise((resolve) => setTimeout(resolve, this.printDelay));
    return this.outcome;
  }

  printerNow: PrinterView = { state: 'ready', trouble: false, message: '' };
  /** What was to be printed of a person's own. */
  readonly ownSlips: (FeedbackOnPaper | SubsidiesOnPaper)[] = [];

  async printFeedbackSlip(printed: FeedbackOnPaper): Promise<PrintOutcome> {
    this.ownSlips.push(printed);
    return this.outcome;
  }

  async printSubsidies(printed: SubsidiesOnPaper): Promise<PrintOutcome> {
    this.ownSlips.push(printed);
    return this.outcome;
  }

  printer(): PrinterView {
    return this.printerNow;
  }

  rotation(): never {
    throw new TypeError('the terminal may not ask for the rotation');
  }
}
