/** What a page and its input worker say to each other. */
import type { Stroke } from './handwriting/strokes.ts';
import type { Candidate, LocalWord } from './input-types.ts';

export type Request =
  | { readonly kind: 'words'; readonly words: readonly LocalWord[] }
  | { readonly kind: 'pinyin'; readonly id: number; readonly letters: string; readonly fuzzy: boolean }
  | { readonly kind: 'handwriting'; readonly id: number; readonly strokes: readonly Stroke[] }
  /** Nothing but an answer: what a message costs. */
  | { readonly kind: 'echo'; readonly id: number };

export type Answer =
  | { readonly id: number; readonly candidates: readonly Candidate[] }
  /** The engine could not be made ready, or failed. */
  | { readonly id: number; readonly failed: true };
