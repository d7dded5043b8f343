import { describe, expect, it } from 'vitest';
import { syllablesOf } from '../../../main/speech/mandarin.ts';

describe('syllables for the voice', () => {
  it.each([
    ['村长，会计', 'cun1 zhang3 ， kuai4 ji4'],
    ['银行还款', 'yin2 hang2 hai2 kuan3'],
    ['重新调整差额', 'chong2 xin1 tiao2 zheng3 cha1 e2'],
    ['办事处处理', 'ban4 shi4 chu4 chu3 li3'],
    ['不是一个', 'bu2 shi4 yi2 ge4'],
    ['三重一大', 'san1 zhong4 yi2 da4'],
    ['幺二三幺七', 'yao1 er4 san1 yao1 qi1'],
    ['A四纸', 'ei1 si4 zhi3'],
    ['ZC，零一。', 'zei4 xi1， ling2 yi1 。'],
    ['', ''],
  ])('%s', async (spoken, syllables) => expect(await syllablesOf(spoken)).toBe(syllables));
});
