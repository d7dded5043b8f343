import { useState } from 'react';
import { limits } from '../../../main/contract/limits.ts';
import { type TextInput, useTextInput } from '../../input/use-text-input.ts';
import { useInputClient } from './input.ts';
import type { Writing } from './write-steps.ts';

export interface Letter {
  writing: Writing;
  change(part: Partial<Writing>): void;
  /** They live as long as the letter: what is being typed in one step is there when one comes back to it. */
  inputs: Record<'text' | 'name' | 'phone', TextInput>;
  /** All as it is seen, letters too for which no word was chosen. */
  whole(): Writing;
}

/** What somebody writes, from the first word until it is handed in. `begun`: written already. */
export function useLetter(kind: Writing['kind'], begun: string): Letter {
  const [writing, setWriting] = useState<Writing>({
    kind,
    text: begun,
    answer: 'public',
    name: '',
    phone: '',
  });
  const change = (part: Partial<Writing>) => setWriting((now) => ({ ...now, ...part }));
  const client = useInputClient();
  const text = useTextInput({
    client,
    value: writing.text,
    onChange: (next) => change({ text: next }),
    modes: ['pinyin', 'handwriting', 'digits'],
    maxLength: limits.feedbackCharacters,
    sentences: true,
  });
  const name = useTextInput({
    client,
    value: writing.name,
    onChange: (next) => change({ name: next }),
    modes: ['pinyin', 'handwriting'],
    maxLength: limits.contactCharacters,
  });
  const phone = useTextInput({
    client,
    value: writing.phone,
    onChange: (next) => change({ phone: next }),
    modes: ['digits'],
    maxLength: limits.contactCharacters,
  });
  const whole = () => ({ ...writing, text: text.end(), name: name.end(), phone: phone.end() });
  return { writing, change, inputs: { text, name, phone }, whole };
}
