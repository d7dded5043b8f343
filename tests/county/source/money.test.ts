import { describe, expect, it } from 'vitest';
import { type MoneyUnit, parseMoney } from '../../../county/source/money.ts';

const certain: [text: string, unit: MoneyUnit | undefined, fen: number][] = [
  ['24元6角', undefined, 2_460],
  ['24元6角5分', undefined, 2_465],
  ['3块钱', undefined, 300],
  ['3块5毛', undefined, 350],
  ['5角', undefined, 50],
  ['71.54万元', undefined, 71_540_000],
  ['1.2亿元', undefined, 12_000_000_000],
  ['1万2000元', undefined, 1_200_000],
  ['2千元', undefined, 200_000],
  ['1,180元', undefined, 118_000],
  ['１，１８０元', undefined, 118_000],
  ['1180', '元', 118_000],
  ['1180', '万元', 1_180_000_000],
  ['71.54321', '万元', 71_543_210],
  ['12.345', '元', 1_235],
  ['71.54万元', '元', 71_540_000],
  ['5.9万', '元', 5_900_000],
  ['￥12.50', undefined, 1_250],
  ['叁万元整', undefined, 3_000_000],
  ['贰仟叁佰零伍元陆角柒分', undefined, 230_567],
  ['人民币壹拾贰万叁仟肆佰伍拾陆元整', undefined, 12_345_600],
  ['三百五十元', undefined, 35_000],
  ['十元', undefined, 1_000],
  ['-3.2', '元', -320],
  ['−7元', undefined, -700],
  ['负3万元', undefined, -3_000_000],
  ['(1,180.00)', '元', -118_000],
  ['0', '元', 0],
  [' 71.54 万元 ', undefined, 71_540_000],
];

const uncertain: [text: string, unit: MoneyUnit | undefined][] = [
  ['5.9万多元', undefined],
  ['300余元', undefined],
  ['约300元', '元'],
  ['3-5万元', undefined],
  ['300元/亩', undefined],
  ['1,18', '元'],
  ['1180', undefined],
  ['5.9万', undefined],
  ['二〇一〇', '元'],
  ['五万八元', undefined],
  ['三百五元', undefined],
  ['24.5元6角', undefined],
  ['100\n200', '元'],
  ['元', undefined],
  ['', '元'],
  ['—', '元'],
  ['12%', '元'],
  ['99999999999999999', '万元'],
];

describe('published amounts', () => {
  it.each(certain)('%s under %s is certain', (text, unit, fen) => {
    expect(parseMoney(text, unit)?.fen).toBe(fen);
  });
  it.each(uncertain)('%s under %s is no number', (text, unit) => {
    expect(parseMoney(text, unit)).toBeUndefined();
  });
  it('knows what the last printed digit is worth', () => {
    expect(parseMoney('71.54', '万元')?.lastDigitFen).toBe(10_000);
    expect(parseMoney('12.345', '元')?.lastDigitFen).toBe(0.1);
    expect(parseMoney('24元6角')?.lastDigitFen).toBe(10);
  });
});
