import type { FeedbackKind, FeedbackWords } from '../../../main/contract/feedback.ts';

/** What is being written, before it is handed in. All of it is in memory and goes with the screen. */
export interface Writing {
  kind: Exclude<FeedbackKind, 'support'>;
  text: string;
  answer: FeedbackWords['answer'];
  as?: FeedbackWords['as'];
  name: string;
  phone: string;
}

export type Step = 'words' | 'answer' | 'contact';

/** The steps of a kind, in order: nobody is asked what his kind does not need. */
export function stepsOf(kind: Writing['kind']): readonly Step[] {
  if (kind === 'complaint' || kind === 'inspect') return ['words', 'contact'];
  if (kind === 'error') return ['words', 'contact'];
  return ['words', 'answer', 'contact'];
}

/** Whether anything would be lost that the person wrote. `begun` was not written by them. */
export function isWritten({ text, name, phone }: Writing, begun: string): boolean {
  return [text === begun ? '' : text, name, phone].some((each) => each.trim() !== '');
}

/** What is handed in. */
export function draftOf(writing: Writing, item: FeedbackWords['item']): FeedbackWords {
  const { kind, text, answer, as, name, phone } = writing;
  const contact = {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  };
  return {
    kind,
    text: text.trim(),
    answer: stepsOf(kind).includes('answer') ? answer : 'private',
    ...(item === undefined ? {} : { item }),
    ...(as === undefined ? {} : { as }),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
  };
}
