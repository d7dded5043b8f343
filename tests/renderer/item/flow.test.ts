import { describe, expect, it } from 'vitest';
import { flowOf } from '../../../renderer/terminal/item/flow.ts';

const branches = (does: string) => flowOf([{ does }]).boxes[0]?.branches;

describe('a flow chart from the text of its steps', () => {
  it('puts numbered boxes in order, and says that it did', () => {
    const flow = flowOf([{ does: '③ 公示' }, { who: '村民', does: '第一步：申请' }, { does: '2、审核' }]);
    expect(flow.reordered).toBe(true);
    expect(flow.boxes.map(({ number, does }) => `${number}${does}`)).toEqual(['1申请', '2审核', '3公示']);
  });

  it('keeps the published order where a number is missing or stands twice', () => {
    for (const steps of [
      ['② 审核', '申请'],
      ['1、审核', '1、申请'],
    ]) {
      const flow = flowOf(steps.map((does) => ({ does })));
      expect(flow.reordered).toBe(false);
      expect(flow.boxes.map(({ does }) => does)).toEqual(steps);
    }
  });

  it('branches by amount, an amount left out being the one before it', () => {
    expect(branches('5000 元以下签字同意；以上提交村两委会议。')).toEqual([
      { when: '5000 元以下', does: '签字同意' },
      { when: '5000 元以上', does: '提交村两委会议' },
    ]);
    expect(branches('5万元以下由村委会定；5万元及以上由代表会议定。')?.map(({ when }) => when)).toEqual([
      '5万元以下',
      '5万元及以上',
    ]);
  });

  it('marks ranges that overlap, and only those', () => {
    const overlaps = (does: string) => flowOf([{ does }]).boxes[0]?.overlaps;
    expect(overlaps('1万至5万元询价；3万元以上招标')).toBe(true);
    expect(overlaps('5000元以下签字；5000元以上开会')).toBe(false);
  });

  it('takes an amount in the middle of a sentence for no branch', () => {
    expect(branches('拿2000元以上的票据，写明用途')).toEqual([]);
    expect(branches('按限额签字')).toEqual([]);
  });
});
