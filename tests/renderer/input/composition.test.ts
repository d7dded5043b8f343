import { describe, expect, test } from 'vitest';
import { pageStarts } from '../../../renderer/input/candidate-pages.ts';
import {
  asTyped,
  type Composition,
  choose,
  erase,
  isEmpty,
  nothingTyped,
  type,
} from '../../../renderer/input/composition.ts';
import { inserted, withoutLast } from '../../../renderer/input/text-edit.ts';

const typed = (letters: string) => [...letters].reduce<Composition>(type, nothingTyped);
const candidate = (text: string, letters: number) => ({ text, letters, local: false });

describe('a composition', () => {
  test('takes letters and apostrophes, and nothing else', () => {
    expect(typed("Xi'an 1%中").letters).toBe("xi'an");
    expect(typed("'a''b").letters).toBe("a'b");
    expect(typed('a'.repeat(99)).letters).toHaveLength(40);
  });

  test('a choice for some letters leaves the rest; the last one makes the text', () => {
    const first = choose(typed('dibaojiuzhu'), candidate('低保', 5));
    expect(first).toEqual({
      composition: { chosen: [{ text: '低保', letters: 'dibao' }], letters: 'jiuzhu' },
    });
    const second = choose(first.composition, candidate('救助', 6));
    expect(second).toEqual({ composition: nothingTyped, text: '低保救助' });
  });

  test('erasing takes a choice back before letters', () => {
    const { composition } = choose(typed('dibaojz'), candidate('低保', 5));
    expect(erase(composition)).toEqual(typed('dibaojz'));
    expect(erase(typed('di'))).toEqual(typed('d'));
    expect(isEmpty(erase(typed('d')))).toBe(true);
    expect(erase(nothingTyped)).toEqual(nothingTyped);
  });

  test('can be taken as it stands', () => {
    expect(asTyped(choose(typed('dibaoa'), candidate('低保', 5)).composition)).toBe('低保a');
  });
});

describe('a text', () => {
  test('is changed where the caret is', () => {
    expect(inserted('云村', { start: 1, end: 1 }, '溪', 10)).toEqual({ text: '云溪村', caret: 2 });
    expect(inserted('云溪村', { start: 1, end: 3 }, '南', 10)).toEqual({ text: '云南', caret: 2 });
    expect(withoutLast('云溪村', { start: 2, end: 2 })).toEqual({ text: '云村', caret: 1 });
    expect(withoutLast('云溪村', { start: 0, end: 2 })).toEqual({ text: '村', caret: 0 });
    expect(withoutLast('村', { start: 0, end: 0 })).toEqual({ text: '村', caret: 0 });
  });

  test('takes whole characters up to its length', () => {
    expect(inserted('12', { start: 2, end: 2 }, '345', 4)).toEqual({ text: '1234', caret: 4 });
    expect(inserted('1', { start: 1, end: 1 }, '𠮷', 2)).toEqual({ text: '1', caret: 1 });
    expect(withoutLast('1𠮷', { start: 3, end: 3 })).toEqual({ text: '1', caret: 1 });
  });
});

describe('pages of candidates', () => {
  const room = { width: 300, lines: 1, fontSize: 30, gap: 10 };

  test('hold what fits', () => {
    // Characters are 64 wide, words of four (4 + 1) × 30 + 2.
    expect(pageStarts(['一', '二', '三', '四', '五'], room)).toEqual([0, 4, 5]);
    expect(pageStarts(['低保救助', '一', '低保救助', '一'], room)).toEqual([0, 2, 4]);
    expect(pageStarts(['一', '二', '三', '四', '五'], { ...room, lines: 2 })).toEqual([0, 5]);
  });

  test('hold at least one, however small the room', () => {
    expect(pageStarts(['低保救助', '一'], { ...room, width: 10 })).toEqual([0, 1, 2]);
    expect(pageStarts([], room)).toEqual([0, 0]);
  });
});
