/** A card reader that types like a keyboard: what of the keys is a number. */
import { describe, expect, it } from 'vitest';
import { nothingTyped, typedWith } from '../../../renderer/input/card-reader.ts';

const idNumber = '99000119600229101X';

/** Numbers that are heard in keys that follow each other after so many milliseconds. */
function heard(keys: readonly string[], gap = 8): string[] {
  let before = nothingTyped;
  return keys.flatMap((key, place) => {
    const { typed, number } = typedWith(before, key, 1_000 + place * gap);
    before = typed;
    return number === undefined ? [] : [number];
  });
}

describe('a card reader', () => {
  it('gives the number at its Enter, a small x and the shift for a large one included', () => {
    expect(heard([...idNumber, 'Enter'])).toEqual([idNumber]);
    expect(heard([...idNumber.toLowerCase(), 'Enter'])).toEqual([idNumber]);
    expect(heard([...idNumber.slice(0, 17), 'Shift', 'X', 'Enter'])).toEqual([idNumber]);
    expect(heard([...idNumber, 'Enter', ...idNumber, 'Enter'])).toEqual([idNumber, idNumber]);
  });

  it('after digits that somebody typed, the last eighteen count', () => {
    expect(heard(['1', '2', ...idNumber, 'Enter'])).toEqual([idNumber]);
  });

  it('is not what has a pause in it, too little, or letters in between', () => {
    expect(heard([...idNumber, 'Enter'], 2_100)).toEqual([]);
    expect(heard([...idNumber.slice(1), 'Enter'])).toEqual([]);
    expect(heard(['l', 'i', 'n', 'Enter'])).toEqual([]);
    expect(heard([...idNumber.slice(0, 9), 'a', ...idNumber.slice(9), 'Enter'])).toEqual([]);
  });
});
