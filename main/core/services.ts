/** What the handlers need of the services, in the contract's words; main/core/core.ts fills it in. */
import type { PageBeat, Surface } from '../contract/api.ts';
import type { FeedbackDraft, FeedbackOnPaper, FeedbackView } from '../contract/feedback.ts';
import type { HealthProblem } from '../contract/health.ts';
import type { SubsidiesOnPaper } from '../contract/personal.ts';
import type { SlipView, SubsidiesView, VisitorView } from '../contract/sealed-question.ts';
import type { Face } from '../contract/settings.ts';
import type {
  AttachmentView,
  Freshness,
  HomeView,
  ItemView,
  LocalWords,
  ModuleQuery,
  ModuleView,
  PrinterView,
  PrintInput,
  PrintOutcome,
  RotationView,
  SearchQuery,
  SearchView,
  TakeAway,
} from '../contract/views.ts';
import type { VoucherInput } from '../contract/visitor.ts';

/** All answers are of this moment; a missing item gives undefined. */
export interface Services {
  home(): HomeView;
  face(): Face;
  module(query: ModuleQuery): ModuleView;
  item(id: string, version?: number): ItemView | undefined;
  search(query: SearchQuery): SearchView;
  words(): LocalWords;
  takeAway(id: string, version?: number): TakeAway | undefined;
  /** @param signal aborted when the page goes away before the slip has begun */
  print(wanted: PrintInput, signal?: AbortSignal): Promise<PrintOutcome | undefined>;
  printFeedbackSlip(printed: FeedbackOnPaper, signal?: AbortSignal): Promise<PrintOutcome>;
  printSubsidies(printed: SubsidiesOnPaper, signal?: AbortSignal): Promise<PrintOutcome>;
  printer(): PrinterView;
  submitFeedback(draft: FeedbackDraft): Promise<FeedbackView>;
  /** @param signal aborted when the page goes away */
  followSlip(slip: string, signal?: AbortSignal): Promise<SlipView>;
  subsidies(name: string, idNumber: string, signal?: AbortSignal): Promise<SubsidiesView>;
  /** @param signal aborted when the page goes away */
  signIn(name: string, idNumber: string, signal?: AbortSignal): Promise<VisitorView>;
  signOut(right: string): void;
  /** Files with addresses; `forbidden` where the right has ended, undefined where there is no such item. */
  vouchers(wanted: VoucherInput): AttachmentView[] | 'forbidden' | undefined;
  /** WAV. @throws SanwuError `missing-file`, `locked`, `timeout`, `broken-file`, `aborted` */
  speak(text: string, pace: 'usual' | 'slow', signal?: AbortSignal): Promise<Uint8Array>;
  rotation(): RotationView;
  freshness(): Freshness;
  health(): HealthProblem[];
  /** The page of `surface` is alive. */
  beat(surface: Surface, beat: PageBeat): void;
}
