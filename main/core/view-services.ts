/** The services behind the procedures, put together from content, search, screens, take-away and printing. */
import type { ContentReader } from '../content/content-types.ts';
import type { PageBeat, Surface } from '../contract/api.ts';
import type { FeedbackDraft, FeedbackOnPaper, FeedbackView } from '../contract/feedback.ts';
import type { HealthProblem } from '../contract/health.ts';
import { limits } from '../contract/limits.ts';
import type { SubsidiesOnPaper } from '../contract/personal.ts';
import type { SlipView, SubsidiesView, VisitorView } from '../contract/sealed-question.ts';
import type { Face } from '../contract/settings.ts';
import type {
  AttachmentView,
  Freshness,
  ItemView,
  LocalWords,
  Place,
  PrinterView,
  PrintInput,
  PrintOutcome,
  RotationView,
  SearchView,
  TakeAway,
} from '../contract/views.ts';
import type { VoucherInput } from '../contract/visitor.ts';
import type { Feedback } from '../feedback/feedback.ts';
import type { Health } from '../health/health.ts';
import type { Asking } from '../personal/asking.ts';
import type { Visitors } from '../personal/visitors.ts';
import { buildRotation, mostTicker } from '../screens/rotation.ts';
import type { Search } from '../search/search-types.ts';
import type { Speech } from '../speech/speech.ts';
import { qrMatrix, slipQrText, takeAwayOf } from '../take-away/qr-text.ts';
import type { FileLinks } from './file-links.ts';
import type { PageBeats } from './page-beats.ts';
import type { Paper } from './paper.ts';
import type { Services } from './services.ts';
import { slipInput, withRows } from './slip-input.ts';

export type ViewParts = {
  reader: ContentReader;
  search: Search;
  links: FileLinks;
  paper: Paper;
  place: () => Place;
  face: () => Face;
  /** Version of this program. */
  software: string;
  publicAddress: () => string | undefined;
  freshness: () => Freshness;
  /** Ids that arrived so lately that the notice screen announces them. */
  justArrived: () => ReadonlySet<string>;
  feedback: Feedback;
  asking: Asking;
  visitors: Visitors;
  speech: Speech;
  health: Health;
  beats: PageBeats;
  /** Trusted UTC milliseconds. */
  now: () => number;
};

/** Names of the place itself come before what stands in its items. */
const placeWeight = 1_000;

export class ViewServices implements Services {
  readonly #parts: ViewParts;

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  home(): ReturnType<Services['home']> {
    const { reader, place, freshness, software } = this.#parts;
    return { place: place(), freshness: freshness(), software, ...reader.home() };
  }

  face(): Face {
    return this.#parts.face();
  }

  module(query: Parameters<Services['module']>[0]): ReturnType<Services['module']> {
    return this.#parts.reader.module(query);
  }

  /** Attachments that everybody may open get a short-lived address; others stay without. */
  item(id: string, version?: number): ItemView | undefined {
    const view = this.#parts.reader.item(id, version);
    if (!view?.content) return view;
    const attachments = view.content.attachments.map((file) =>
      file.arrived && file.access === 'all'
        ? { ...file, url: this.#parts.links.create(file.sha256, file.mediaType) }
        : file,
    );
    return { ...view, content: { ...view.content, attachments } };
  }

  search(query: Parameters<Services['search']>[0]): SearchView {
    const { reader, search } = this.#parts;
    const found = search.find(query);
    const apart = found.hits.length === 0 ? search.apart(query) : undefined;
    const { hits, next } = apart === undefined ? found : search.find({ ...query, text: apart.join(' ') });
    const cards = new Map(reader.cards(hits.map((hit) => hit.id)).map((card) => [card.id, card]));
    return {
      hits: hits.flatMap(({ id, ...found }) => {
        const card = cards.get(id);
        return card ? [{ card, ...found }] : [];
      }),
      next,
      ...(apart === undefined ? {} : { apart: [...apart] }),
    };
  }

  words(): LocalWords {
    const { villageName, townshipName, countyName } = this.#parts.place();
    const places = [villageName, townshipName, countyName].map((text) => ({ text, weight: placeWeight }));
    return [...places, ...this.#parts.search.words()].slice(0, limits.localWords);
  }

  takeAway(id: string, version?: number): TakeAway | undefined {
    const view = this.#parts.reader.item(id, version);
    return view && this.#takeAwayOf(view);
  }

  #takeAwayOf(view: ItemView): TakeAway | undefined {
    const { reader, publicAddress, place } = this.#parts;
    const sealed = view.content && reader.sealOf(view.card.id, view.content.version);
    if (!sealed) return undefined;
    const { digest, seal } = sealed;
    return takeAwayOf({ view, digest, seal, publicAddress: publicAddress(), demo: place().demo });
  }

  async print(wanted: PrintInput, signal?: AbortSignal): Promise<PrintOutcome | undefined> {
    const { reader, place, now, paper } = this.#parts;
    const view = reader.item(wanted.id, wanted.version);
    const takeAway = view && this.#takeAwayOf(view);
    const input = view && takeAway && slipInput(view, takeAway, place(), now());
    if (!input || !wanted.rows) return input && paper.item(input, signal);
    const chosen = withRows(input, wanted.rows);
    return chosen && paper.rows(chosen, signal);
  }

  printFeedbackSlip(printed: FeedbackOnPaper, signal?: AbortSignal): Promise<PrintOutcome> {
    return this.#parts.paper.feedback(printed, signal);
  }

  printSubsidies(printed: SubsidiesOnPaper, signal?: AbortSignal): Promise<PrintOutcome> {
    return this.#parts.paper.subsidies(printed, signal);
  }

  printer(): PrinterView {
    return this.#parts.paper.printer();
  }

  async submitFeedback(draft: FeedbackDraft): Promise<FeedbackView> {
    const outcome = await this.#parts.feedback.submit(draft);
    if (outcome.outcome === 'refused') return outcome;
    return { ...outcome, matrix: qrMatrix(slipQrText(outcome.slip, this.#parts.place().countyName)) };
  }

  followSlip(slip: string, signal?: AbortSignal): Promise<SlipView> {
    return this.#parts.asking.slip(slip, signal);
  }

  subsidies(name: string, idNumber: string, signal?: AbortSignal): Promise<SubsidiesView> {
    return this.#parts.asking.subsidies(name, idNumber, signal);
  }

  signIn(name: string, idNumber: string, signal?: AbortSignal): Promise<VisitorView> {
    return this.#parts.visitors.signIn(name, idNumber, signal);
  }

  signOut(right: string): void {
    this.#parts.visitors.signOut(right);
  }

  /** What is open to all and to villagers who signed in; what is seen at the desk stays without an address. */
  vouchers({ id, version, row, right }: VoucherInput): AttachmentView[] | 'forbidden' | undefined {
    const { reader, visitors, links } = this.#parts;
    const visit = visitors.handle();
    if (visit === undefined || !visitors.holds(right)) return 'forbidden';
    return reader
      .item(id, version)
      ?.content?.attachments.filter(({ voucherFor }) => voucherFor === row)
      .map((file) => {
        if (!file.arrived || file.access === 'desk') return file;
        const own = file.access === 'signed-in' ? visit : undefined;
        return { ...file, url: links.create(file.sha256, file.mediaType, own) };
      });
  }

  speak(text: string, pace: 'usual' | 'slow', signal?: AbortSignal): Promise<Uint8Array> {
    return this.#parts.speech.say(text, pace, signal);
  }

  rotation(): RotationView {
    const { reader, place, freshness, justArrived, now } = this.#parts;
    const { publicity, recent, byModule } = reader.rotationCandidates();
    const weighty = Object.values(byModule).flat();
    const order = buildRotation([...publicity], [...recent], weighty, justArrived(), now());
    return {
      place: place(),
      freshness: freshness(),
      entries: order.flatMap(({ card, reason }) => {
        const view = this.item(card.id);
        const takeAway = view && this.#takeAwayOf(view);
        return view && takeAway ? [{ card, reason, view, takeAway }] : [];
      }),
      ticker: reader.recent(mostTicker),
    };
  }

  freshness(): Freshness {
    return this.#parts.freshness();
  }

  health(): HealthProblem[] {
    return [...this.#parts.health.problems()];
  }

  beat(surface: Surface, beat: PageBeat): void {
    this.#parts.beats.note(surface, beat);
  }
}
