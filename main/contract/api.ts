/** The one contract between core and pages; handlers, client and test fakes are typed from it. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { itemId } from './content.ts';
import { appEvent } from './events.ts';
import { feedbackDraft, feedbackOnPaper, feedbackView, slipNumber } from './feedback.ts';
import { healthProblems } from './health.ts';
import { limits } from './limits.ts';
import { personalQuestion, subsidiesOnPaper } from './personal.ts';
import { slipView, subsidiesView, visitorView } from './sealed-question.ts';
import { face } from './settings.ts';
import {
  attachmentView,
  freshness,
  homeView,
  itemView,
  localWords,
  moduleQuery,
  moduleView,
  printerView,
  printInput,
  printOutcome,
  rotationView,
  searchQuery,
  searchView,
  takeAway,
} from './views.ts';
import { visitorQuestion, visitorRight, voucherInput } from './visitor.ts';

/** Which surfaces' tokens may call what; the core refuses, pages only ask. */
export const surfaces = ['terminal', 'board'] as const;
export type Surface = (typeof surfaces)[number];

/** `home`: what the surface shows when nobody does anything there; `other`: somewhere else in it. */
const pageBeat = z.object({ screen: z.enum(['home', 'other']) });
export type PageBeat = z.infer<typeof pageBeat>;

const itemInput = z.object({ id: itemId, version: z.number().int().optional() });

export const api = oc.errors({ NOT_FOUND: {}, FORBIDDEN: {}, UNAVAILABLE: {} }).router({
  home: oc.output(homeView),
  module: oc.input(moduleQuery).output(moduleView),
  item: oc.input(itemInput).output(itemView),
  search: oc.input(searchQuery).output(searchView),
  /** The place's own mark and picture, where it has them (R6.4). */
  face: oc.output(face),
  /** What the on-screen input should know of this village. */
  words: oc.output(localWords),
  takeAway: oc.input(itemInput).output(takeAway),
  /** Chosen rows are somebody's own: dropped like them when the call is given up. */
  print: oc.input(printInput).output(printOutcome),
  /** The slip number to take home. Dropped when the call is given up before its first byte went out; so are subsidies. */
  printFeedbackSlip: oc.input(feedbackOnPaper).output(printOutcome),
  printSubsidies: oc.input(subsidiesOnPaper).output(printOutcome),
  /** How the printer is, as last known. */
  printer: oc.output(printerView),
  /** Kept on disk before it answers (R2.5). */
  submitFeedback: oc.input(feedbackDraft).output(feedbackView),
  /** How far a slip has come; the county answers now or not at all. */
  followSlip: oc.input(z.object({ slip: slipNumber })).output(slipView),
  /** Own subsidies (R2.4); the county answers now or not at all, and nothing of it is kept. */
  subsidies: oc.input(personalQuestion.omit({ type: true })).output(subsidiesView),
  /** The villager's own sign-in (R1.6); the county says whether it knows the person. The sign-in before it ends. */
  signIn: oc.input(visitorQuestion.omit({ type: true })).output(visitorView),
  signOut: oc.input(z.object({ right: visitorRight })).output(z.void()),
  /** Files with the addresses that a signed-in villager may open; FORBIDDEN when the right has ended. */
  vouchers: oc.input(voucherInput).output(z.array(attachmentView)),
  /** One sentence as a WAV file, read as a person reads it (R2.3). UNAVAILABLE: no voice on this machine, or it failed. */
  speak: oc
    .input(
      z.object({ text: z.string().min(1).max(limits.spokenCharacters), pace: z.enum(['usual', 'slow']) }),
    )
    .output(z.instanceof(Blob)),
  rotation: oc.output(rotationView),
  freshness: oc.output(freshness),
  health: oc.output(healthProblems),
  /** A page is alive and has painted `screen`; asked every few seconds, so that a page that hangs is noticed. */
  beat: oc.input(pageBeat).output(z.void()),
  events: oc.output(eventIterator(appEvent)),
});
export type Api = typeof api;

/** Procedures that each surface may call. */
export const allowed: Record<Surface, readonly (keyof Api)[]> = {
  terminal: [
    'home',
    'face',
    'module',
    'item',
    'search',
    'words',
    'takeAway',
    'print',
    'printFeedbackSlip',
    'printSubsidies',
    'printer',
    'submitFeedback',
    'followSlip',
    'subsidies',
    'signIn',
    'signOut',
    'vouchers',
    'speak',
    'freshness',
    'health',
    'beat',
    'events',
  ],
  board: ['rotation', 'freshness', 'health', 'beat', 'events'],
};
